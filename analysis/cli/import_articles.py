"""``narrative import``: articles of any format, written once as JSON Lines with where each came from."""

from __future__ import annotations

from pathlib import Path

import click

from analysis.cli.common import Refused, date_format_option, refusing, say, tell_quarantine
from analysis.plurals import plural


@click.command("import", short_help="Write articles of any format as JSON Lines.")
@click.argument("sources", nargs=-1, type=str)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="The file to write.")
@click.option("--study", type=click.Path(path_type=Path), help="Read the sources that this study names.")
@click.option("--format", "format_name", help="The reader, where contents do not tell, such as nexis_txt.")
@click.option("--columns", help="Our names and the source's, such as text=content,outlet=publication.")
@click.option("--outlet", help="The outlet of every article that names none.")
@click.option("--file-name", help="How files are named, such as {outlet}_{published}_{article_id}.")
@click.option("--date-order", type=click.Choice(["dmy", "mdy", "ymd"]), help="The order of dates in numbers.")
@click.option("--time-zone", help="The zone of the outlets, for sources in UTC, such as Europe/London.")
@date_format_option
@refusing
def import_articles(
    sources: tuple[str, ...],
    out: Path,
    study: Path | None,
    format_name: str | None,
    columns: str | None,
    outlet: str | None,
    file_name: str | None,
    date_order: str | None,
    time_zone: str | None,
    date_format: str | None,
) -> None:
    """Read files, folders or patterns of any format, and write their articles as JSON Lines.

    Each line says the file, its hash and the place that the article came from. What cannot be read is written
    beside it, with the reason. Name the written file as `articles` in study.yaml.

    \b
    Example:
      narrative import exports/*.DOCX pages/ --out articles.jsonl
      narrative import kaggle.csv --columns text=content,outlet=publication --out articles.jsonl
    """
    from analysis.corpus import write_quarantine
    from analysis.corpus.files.find import would_find
    from analysis.corpus.imported import Tally
    from analysis.corpus.imported import import_articles as write_articles
    from analysis.progress import Progress
    from analysis.study import ArticleSource, DateRule, read_study

    if bool(sources) == (study is not None):
        raise Refused("Articles must be named either as SOURCE or by --study; give one of them.")
    if study is not None:
        chosen = read_study(study)
        named, base = chosen.articles, chosen.folder
    else:
        rule = DateRule.model_validate({"order": date_order, "time_zone": time_zone})
        pairs = dict(pair.partition("=")[::2] for pair in (columns or "").split(",") if pair)
        options = {"format": format_name, "columns": pairs, "published": rule, "outlet": outlet, "file_name": file_name}
        named, base = tuple(ArticleSource(path=path, **options) for path in sources), Path()  # type: ignore[arg-type]
    for one in named:
        if would_find(base / one.path, out):
            raise Refused(f"The output must not lie among the articles; {out} does.")
    with Progress("records") as bar:
        loaded = write_articles(named, base, out, date_format=date_format, progress=bar)
    n_articles = loaded.n_records - len(loaded.quarantine)
    say(f"{plural(n_articles, 'article')} written to {out}")
    counts = loaded.notes.counts if isinstance(loaded.notes, Tally) else {}
    for kind, n in counts.items():
        first = next(note for note in loaded.notes if note.kind == kind)
        say(f"{kind.capitalize()} ({n:,}): {': '.join(filter(None, (first.article_id, first.message)))}")
    if len(loaded.quarantine):
        folder = out.with_name(f"{out.stem}-aside")
        write_quarantine(loaded, folder)
        say(f"What was set aside is in {folder}")
    tell_quarantine(loaded)
