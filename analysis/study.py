"""The study file as typed objects: Study, Person, Relation, Work, Frame, Axis, Event, GridRow.

Everything the code knows about a story stands in the study's ``study.yaml``; no module names a person, an outlet
or a frame. `read_study` turns the file into a `Study` or raises a `StudyError` that names line, key and what is
allowed there.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from analysis.errors import StudyError
from analysis.measured import read_measured
from analysis.periods import days_of
from analysis.study_file import Lines, read_yaml


def find_shipped(name: str) -> Path:
    """Find a folder that ships with the package: installed from a wheel it lies inside, in a checkout beside it."""
    package = Path(__file__).resolve().parent
    inside = package / "shipped" / name
    return inside if inside.is_dir() else package.parent / name


#: The study that this repository ships.
SHIPPED = find_shipped("seeds")

#: What a reader of the tables decided otherwise, and a study's own coding: files beside the study file, if there.
CORRECTIONS, CODING = "corrections.csv", "coding"
#: What is read of a coding.
CODED = PLAN, UNITS, LABELS = "plan.json", "coding_units.csv", "labels.csv"

FrameFunction = Literal["problem_definition", "causal_interpretation", "moral_evaluation", "treatment_recommendation"]
Where = Literal["headline", "own", "quoted", "paraphrased"]
PlannedMeasure = Literal[
    "tone", "balance", "intensity", "coverage", "sentiment", "mention_rate", "quoted_words", "voice_share"
]
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
SLUG = r"^[a-z0-9]+(?:[-_][a-z0-9]+)*$"


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


_Made = TypeVar("_Made", bound=_Part)


class About(_Part):
    """What the study is: its id, title, story and question."""

    id: str = Field(pattern=SLUG)
    title: str
    story: str = ""
    question: str = ""
    language: str = "en"
    other_languages: tuple[str, ...] = ()


class Story(_Part):
    """Which articles tell the story: see `analysis.framing.story.find_roles`.

    ``people`` are ids of the study, ``words`` indicators as a codebook writes them, ``not`` words of articles that are
    of something else, ``period`` (``2024``, ``2024-09/2025-02``) the days of publication.
    """

    model_config = ConfigDict(populate_by_name=True)

    people: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    without: tuple[str, ...] = Field(default=(), alias="not")
    minimum_sentences: int = Field(default=3, ge=1, le=1_000_000)
    period: str | None = None

    @field_validator("period", mode="before")
    @classmethod
    def _a_year(cls, value: Any) -> Any:
        """Take a year, which YAML reads as a number."""
        return str(value) if isinstance(value, int | date) and not isinstance(value, bool) else value

    @field_validator("period")
    @classmethod
    def _some_days(cls, value: str | None) -> str | None:
        """Refuse what is no period."""
        try:
            days_of(value)
        except ValueError as error:
            raise ValueError(f"a period {error}") from error
        return value

    def is_outside(self, earliest: str | None, latest: str | None) -> bool:
        """Tell whether an article was surely published before the period, or after it, by its possible days.

        A missing day is sure of nothing, and a period without a beginning or an end leaves nothing out there.
        """
        begin, end = days_of(self.period)
        return (latest is not None and latest < begin) or (earliest is not None and earliest > (end or earliest))


class Person(_Part):
    """Someone the study follows.

    ``aliases`` are further names as written in text; ``roles`` are nouns that describe the person ("rapper").
    ``pronouns`` may be missing when it is not known.
    """

    name: str
    aliases: tuple[str, ...] = ()
    pronouns: Literal["he", "she", "they"] | None = None
    roles: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The name and every alias."""
        return (self.name, *self.aliases)


class Relation(_Part):
    """How people of the study relate. ``parent`` has ``parents`` and ``children``; every other kind ``members``."""

    kind: Literal["spouse", "partner", "parent", "sibling", "bandmate", "friend", "colleague", "rival"]
    members: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    children: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()

    @property
    def people(self) -> tuple[str, ...]:
        """Everyone the relation names."""
        return (*self.members, *self.parents, *self.children)


class Work(_Part):
    """A title that is not evidence: its words are masked from sentiment and frames."""

    title: str
    kind: str = "work"
    by: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    released: str | None = None

    @property
    def titles(self) -> tuple[str, ...]:
        """The title and every alias."""
        return (self.title, *self.aliases)


class Indicator(_Part):
    """One entry of a codebook: what to match, its weight, where it may match and whom it must concern."""

    match: str
    weight: float = Field(default=1.0, ge=0.001, le=1000)  # sums of weights stay numbers
    where: tuple[Where, ...] = get_args(Where)
    about: str | None = None


class FunctionIndicators(_Part):
    """The indicators of one of Entman's functions, with whom they must concern unless an indicator says so itself."""

    definition: str = ""
    indicators: tuple[Indicator, ...]

    @field_validator("indicators", mode="before")
    @classmethod
    def _plain_strings(cls, value: Any) -> Any:
        if not isinstance(value, list | tuple):
            return value
        return [{"match": item} if isinstance(item, str) else item for item in value]


class Score(_Part):
    """A measure in [0, 1] with its 95 % interval over articles."""

    value: float
    lower: float
    upper: float


class LearnedReader(_Part):
    """A reader of one frame, learned from coded sentences (`analysis.framing.learned`).

    ``weights`` are those of the encoder's states and, last, of: someone named whom the frame asks for, all, quoted.
    ``f1`` is that of sentences in articles that it had not seen.
    """

    weights: tuple[float, ...] = Field(min_length=4)
    constant: float
    encoder_sha256: str = Field(pattern="^[0-9a-f]{64}$")
    sentences_sha256: str = Field(pattern="^[0-9a-f]{64}$")
    n_sentences: int = Field(ge=1)
    n_there: int = Field(ge=1)
    n_articles: int = Field(ge=1)
    f1: Score


class LearnedReaders(_Part):
    """What a file of learned readers holds: one of each of some frames."""

    version: Literal[1]
    frames: dict[str, LearnedReader]


class Frame(_Part):
    """A frame with its codebook: definition, Entman's functions, indicators, examples that test them.

    ``learned`` names the file of a reader that was learned from coded sentences, relative to the study file; what it
    says stands here once the study is read. Without it the codebook reads alone.
    """

    label: str
    definition: str
    about: str | None = None
    scope: bool = True  # false: an issue that is spoken of, whether affirmed, denied or asked
    hearsay: bool = False  # true: what is only reported is told all the same, and counts as asserted
    functions: dict[FrameFunction, FunctionIndicators]
    learned: LearnedReader | None = None
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()


class Axis(_Part):
    """Two frames against each other; a positive balance leans to ``positive``."""

    label: str
    positive: str
    negative: str


class Event(_Part):
    """Something dated that articles tell of, with the basis of its date."""

    label: str
    earliest: date
    latest: date
    basis: Literal["stated", "inferred"]
    evidence: str
    words: tuple[str, ...] = ()

    @field_validator("earliest", "latest", mode="before")
    @classmethod
    def _a_day(cls, value: Any) -> Any:
        """Take days as they are written: a number would be read as seconds since 1970."""
        if not (isinstance(value, date) or (isinstance(value, str) and DAY.fullmatch(value.strip()))):
            raise ValueError("a day must be written YYYY-MM-DD")
        return value.strip() if isinstance(value, str) else value


class Cues(_Part):
    """Attributing words that the study adds to the general list."""

    add: tuple[str, ...] = ()


class LexiconEntries(_Part):
    """Words and phrases that the study adds to VADER's lexicon, with their valence in [-4, 4]."""

    words: dict[str, float] = Field(default_factory=dict)

    @field_validator("words")
    @classmethod
    def _in_range(cls, value: dict[str, float]) -> dict[str, float]:
        for word, valence in value.items():
            if not -4 <= valence <= 4:
                raise ValueError(f"the valence of `{word}` must lie in [-4, 4]; found {valence}")
        return value


class Gain(_Part):
    """By how much something is better than before, with its 95 % interval over articles."""

    gain: float
    lower: float
    upper: float


class Adapted(_Part):
    """The last layer of a learned method as coded mentions of a corpus adapted it (`analysis.validity.adapt`).

    ``shift`` is added to the logits of negative, neutral and positive once they are divided by ``temperature``;
    ``priors`` are the shares of the three among the coded mentions.
    """

    version: Literal[1]
    method: str
    temperature: float = Field(gt=0)
    shift: tuple[float, float, float]
    priors: tuple[float, float, float]
    n_mentions: int = Field(ge=1)
    n_articles: int = Field(ge=1)
    log_loss: Gain
    macro_f1: Gain
    labels_sha256: str = Field(pattern="^[0-9a-f]{64}$")


class Sentiment(_Part):
    """How sentiment toward people is measured: a rung of `analysis.sentiment.ladder` whose error was measured.

    Omitted it is ``linear``, whatever is installed. ``adapted`` names the file that ``narrative code adapt`` wrote,
    relative to the study file; what it says stands here once the study is read.
    """

    method: str = "linear"
    adapted: Adapted | None = None


class Outlet(_Part):
    """An outlet's name as charts show it; the order in the file is the order on every chart.

    ``groups`` are what kinds of outlets it is one of (``{kind: tabloid, country: UK}``): columns of the samples, whose
    values planned contrasts set against each other.
    """

    name: str
    groups: dict[str, str] = Field(default_factory=dict)


class DateRule(_Part):
    """How a source writes dates: a `strptime` format or the order of day, month and year, and the zone of its outlets.

    ``time_zone`` is for sources that give times in UTC: the day becomes that of the outlet's readers.
    """

    format: str | None = None
    order: Literal["dmy", "mdy", "ymd"] | None = None
    time_zone: str | None = None


class Join(_Part):
    """Where the texts are of a source that lists articles without them, and the column that both share."""

    path: str
    by: str = "url"


class ArticleSource(_Part):
    """Where articles are and how they are to be read: one entry of ``articles``.

    ``path`` is a file, a folder (with all in it) or a pattern such as ``bbc/**/*.txt``. ``columns`` give our names for
    the source's: ``{text: content}``. ``outlet`` is that of every article that names none. ``file_name`` is how names
    of files are made, such as ``{outlet}_{published}_{article_id}``, without the ending. ``format`` forces a reader.
    """

    path: str = Field(min_length=1)
    format: str | None = None
    columns: dict[str, str] = Field(default_factory=dict)
    published: DateRule = DateRule()
    outlet: str | None = None
    file_name: str | None = None
    join: Join | None = None


class Health(_Part):
    """From which values on the health of an outlet's articles puts a comparison in doubt.

    The keys are the checks of `analysis.compare.health.CHECKS`, which says what each is and where its default comes
    from: ``words`` is a median, all others are shares. ``repeated_articles``: articles of an outlet in which a
    paragraph must stand to be its boilerplate.
    """

    words: float = Field(default=80, ge=0)
    months: float = Field(default=0.5, ge=0, le=1)
    undated: float = Field(default=0.2, ge=0, le=1)
    quoted: float = Field(default=0.2, ge=0, le=1)
    agency: float = Field(default=0.25, ge=0, le=1)
    copies: float = Field(default=0.25, ge=0, le=1)
    language: float = Field(default=0.1, ge=0, le=1)
    furniture: float = Field(default=0.25, ge=0, le=1)
    repeated: float = Field(default=0.1, ge=0, le=1)
    stubs: float = Field(default=0.1, ge=0, le=1)
    repaired: float = Field(default=0.1, ge=0, le=1)
    repeated_articles: int = Field(default=4, ge=2, le=1_000_000)


class Plan(_Part):
    """A contrast that is planned before looking: ``a`` less ``b``, on a measure and its facet.

    Each is an outlet, or a value of outlets' ``groups``, which stands for all outlets that have it.
    ``weight``: each article counts alike, or by its words (hits, mentions). ``smallest`` is the smallest difference, in
    the unit of the measure, that would matter.
    """

    measure: PlannedMeasure
    facet: str
    a: str
    b: str
    weight: Literal["article", "words"] = "article"
    smallest: float | None = Field(default=None, gt=0)


class GridRow(_Part):
    """One report: a notebook and the values of its parameters."""

    notebook: str
    parameters: dict[str, Any] = Field(default_factory=dict)


class Study(_Part):
    """A whole study file; see each part's docstring. ``path`` is the file, ``folder`` where its articles are.

    Outlets of fewer than ``minimum_articles`` get no interval. For ``news_days`` after its first telling an utterance,
    and after its last day an event, is news: only an outlet that published then can leave it out. Articles of
    ``event_days`` on either side of an event are set against each other. Articles of the same ``story_days`` (1: of one
    day; 0: of none) tell of the same events, so that intervals and tests draw them together as they do near-duplicates.
    """

    path: Path
    study: About
    story: Story | None = None
    articles: tuple[ArticleSource, ...] = Field(default=(ArticleSource(path="articles.csv"),), min_length=1)
    outlets: dict[str, Outlet] = Field(default_factory=dict)
    people: dict[str, Person] = Field(default_factory=dict)
    relations: dict[str, Relation] = Field(default_factory=dict)
    works: dict[str, Work] = Field(default_factory=dict)
    cues: Cues = Cues()
    lexicon: LexiconEntries = LexiconEntries()
    sentiment: Sentiment = Sentiment()
    frames: dict[str, Frame] = Field(default_factory=dict)
    axes: dict[str, Axis] = Field(default_factory=dict)
    events: dict[str, Event] = Field(default_factory=dict)
    plan: tuple[Plan, ...] = ()
    grid: tuple[GridRow, ...] = ()
    health: Health = Health()
    minimum_articles: int = Field(default=10, ge=2, le=1_000_000)
    news_days: int = Field(default=7, ge=1, le=1_000_000)
    event_days: int = Field(default=90, ge=1, le=1_000_000)
    story_days: int = Field(default=0, ge=0, le=1_000_000)

    @field_validator("articles", mode="before")
    @classmethod
    def _a_list_of_sources(cls, value: Any) -> Any:
        """Take a path as one source, and so each path of a list."""
        value = [value] if isinstance(value, str | dict) else value
        if not isinstance(value, list | tuple) or not value:
            return value
        return [{"path": one} if isinstance(one, str) else one for one in value]

    @property
    def id(self) -> str:
        """The study's slug."""
        return self.study.id

    @property
    def folder(self) -> Path:
        """The folder of the study file; other paths in it are relative to this one."""
        return self.path.parent

    @property
    def articles_paths(self) -> list[Path]:
        """The files, folders and patterns of its articles, and of the texts that are joined to them."""
        named = (path for one in self.articles for path in (one.path, one.join.path if one.join else ""))
        return [self.folder / path for path in named if path]

    @cached_property
    def made(self) -> tuple[str, ...]:
        """The learned and adapted files that the study file names, as it writes them."""
        return ()  # `read_study` puts them here

    @property
    def files(self) -> dict[str, Path]:
        """The files that a reading rests on beside its articles, by their names from the study's folder; all are there.

        The study file, here always ``study.yaml``, what it names (`made`), corrections, and its own coding. Who has
        them and the articles has the study.
        """
        names = (*self.made, CORRECTIONS, *(f"{CODING}/{name}" for name in CODED))
        beside = {name: self.folder / name for name in names}
        return {name: path for name, path in {"study.yaml": self.path, **beside}.items() if path.is_file()}

    @property
    def titles(self) -> tuple[str, ...]:
        """Every title of every work."""
        return tuple(title for work in self.works.values() for title in work.titles)

    @property
    def names(self) -> tuple[str, ...]:
        """Every name of every person."""
        return tuple(name for person in self.people.values() for name in person.names)

    @property
    def person_names(self) -> dict[str, str]:
        """The name of each person by id."""
        return {person_id: person.name for person_id, person in self.people.items()}

    def name_people(self, ids: str) -> str:
        """Name a person by id, or several by their joined ids, in the study's order: Ana Ruiz, Bo Lee and Cy Poe."""
        if "|" not in ids:
            return self.people[ids].name if ids in self.people else ids
        wanted = ids.split("|")
        known = [person.name for one, person in self.people.items() if one in wanted]
        *first, last = known + [one for one in wanted if one not in self.people]
        return f"{', '.join(first)} and {last}"

    def members(self, unit: str) -> tuple[str, ...]:
        """Give the outlets of a group (a value of their ``groups``), or the outlet itself."""
        if unit in self.outlets:
            return (unit,)
        return tuple(outlet_id for outlet_id, outlet in self.outlets.items() if unit in outlet.groups.values())

    def axis(self, axis_id: str) -> Axis:
        """Give an axis; that of the empty id sets no frame against no other: no hit counts on it."""
        return self.axes[axis_id] if axis_id else Axis(label="no axis", positive="", negative="")

    @cached_property
    def sha256(self) -> str:
        """Hash of the study file's bytes, and of learned and adapted files that it names, as they were when read."""
        return hashlib.sha256(self.path.read_bytes()).hexdigest()


def read_study(path: str | Path | None = None) -> Study:
    """Read a study file, or the ``study.yaml`` of a folder; without a path the shipped study.

    Raises
    ------
    StudyError
        Names file, line and key, and what is allowed there.
    """
    file = Path(path) if path is not None else SHIPPED
    file = (file / "study.yaml" if file.is_dir() else file).resolve()
    if not file.is_file():
        raise StudyError(f"A study must be a folder with a study.yaml, or such a file; {file} is not there.")
    try:
        content, lines, digest = read_yaml(file)
    except StudyError as error:
        if file.suffix.lower() in ("", ".yaml", ".yml"):
            raise
        raise StudyError(f"{error} Articles are named in a study file: `articles: {file.name}`.") from error
    made: list[str] = []
    content, digest = _with_adapted(content, digest, file, lines, made)
    content, digest = _with_learned(content, digest, file, lines, made)
    try:
        study = Study(path=file, **content)
    except (ValidationError, TypeError) as error:
        raise StudyError(_explain(error, file, lines)) from error
    _check_references(study, lines)
    study.__dict__["sha256"] = digest  # of these bytes: the file may be edited while it is in use
    study.__dict__["made"] = tuple(dict.fromkeys(made))
    return study


def _with_adapted(
    content: dict[str, Any], digest: str, file: Path, lines: Lines, made: list[str]
) -> tuple[dict[str, Any], str]:
    """Put what the file of an adapted calibration says in the place of its name, and its bytes into the hash."""
    sentiment = content.get("sentiment")
    if not isinstance(sentiment, dict) or "adapted" not in sentiment:
        return content, digest
    where, name = f"{file} line {lines['sentiment', 'adapted']}: `sentiment.adapted`", sentiment["adapted"]
    adapted, data = _read_made(Adapted, file.parent, name, where, "narrative code adapt")
    method = sentiment.get("method", Sentiment().method)
    if adapted.method != method:
        raise StudyError(
            f"{where} must be adapted for the study's method `{method}`; {name} is for `{adapted.method}`. "
            "Run `narrative code adapt` again, or remove the key."
        )
    both = hashlib.sha256(digest.encode() + data).hexdigest()
    made.append(name)
    return {**content, "sentiment": {**sentiment, "adapted": adapted}}, both


def _with_learned(
    content: dict[str, Any], digest: str, file: Path, lines: Lines, made: list[str]
) -> tuple[dict[str, Any], str]:
    """Put the learned reader of each frame that names a file in the place of the name, and its bytes into the hash."""
    given = content.get("frames")
    frames: dict[str, Any] = given if isinstance(given, dict) else {}
    named = {
        frame_id: frame["learned"]
        for frame_id, frame in frames.items()
        if isinstance(frame, dict) and "learned" in frame
    }
    if not named:
        return content, digest
    found = dict(frames)
    for frame_id, name in named.items():
        where = f"{file} line {lines['frames', frame_id, 'learned']}: `learned` of frame `{frame_id}`"
        read, data = _read_made(LearnedReaders, file.parent, name, where, "narrative code adapt --measure frame")
        readers = read.frames
        if frame_id not in readers:
            raise StudyError(f"{where} must be one of those in {name}: {', '.join(readers)}.")
        found[frame_id] = {**frames[frame_id], "learned": readers[frame_id]}
        digest = hashlib.sha256(digest.encode() + data).hexdigest()
        made.append(name)
    return {**content, "frames": found}, digest


def _read_made(kind: type[_Made], folder: Path, name: Any, where: str, command: str) -> tuple[_Made, bytes]:
    """Read a file that a command made and a study names, and give its bytes too."""
    if not isinstance(name, str) or not (folder / name).is_file():
        raise StudyError(f"{where} must name a file that `{command}` wrote; found `{name}`.")
    data = (folder / name).read_bytes()
    try:
        return kind.model_validate(json.loads(data)), data
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(map(str, first["loc"])) or "the whole"
        raise StudyError(f"{where}: {name} must be as `{command}` writes it; {key}: {first['msg']}.") from error
    except ValueError as error:
        raise StudyError(f"{where}: {name} must be JSON as `{command}` writes it; {error}.") from error


def _explain(error: ValidationError | TypeError, file: Path, lines: Lines) -> str:
    """Say the first thing that is wrong in the words of the file's author."""
    if isinstance(error, TypeError):
        return f"{file} must not name `path`: it is set by the reader."
    first = error.errors()[0]
    at = tuple(str(part) for part in first["loc"])
    stands = at if at[:2] in lines else (*at[:1], *at[2:])  # the only source may be written without a list
    line = next((lines[stands[:depth]] for depth in range(len(stands), 0, -1) if stands[:depth] in lines), 1)
    where, key = ".".join(at), at[-1] if at else "study"
    if first["type"] == "extra_forbidden":
        return f"{file} line {line}: `{where}` is not a known key; allowed: {', '.join(_allowed(at[:-1]))}."
    if first["type"] == "missing":
        return f"{file} line {line}: `{where}` is missing; it must be given."
    found = first["input"] if isinstance(first["input"], str) else type(first["input"]).__name__
    if key == "[key]":
        where = ".".join(at[:-1])
    return (
        f"{file} line {line}: `{where}` must be right; {first['msg'].removeprefix('Value error, ')}; found {found!r}."
    )


def _allowed(at: tuple[str, ...]) -> list[str]:
    """List the keys allowed at a place: walk the models' types along the path."""
    kind: Any = Study
    for part in at:
        kind = next((item for item in get_args(kind) if type(None) in get_args(kind)), kind)
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            kind = kind.model_fields[part].annotation
        else:
            kind = [item for item in get_args(kind) if item is not Ellipsis][-1]
    kind = next((item for item in get_args(kind) if type(None) in get_args(kind)), kind)
    fields = kind.model_fields if isinstance(kind, type) and issubclass(kind, BaseModel) else {}
    names = [field.alias or name for name, field in fields.items()]
    return [name for name in names if kind is not Study or name != "path"]


def _check_references(study: Study, lines: Lines) -> None:
    """Refuse ids that nothing declares and names that two people share."""

    def refuse(at: tuple[str, ...], what: str) -> None:
        line = next((lines[at[:depth]] for depth in range(len(at), 0, -1) if at[:depth] in lines), 1)
        raise StudyError(f"{study.path} line {line}: `{'.'.join(at)}` {what}.")

    def known(ids: tuple[str, ...], allowed: tuple[str, ...], kind: str, *at: str) -> None:
        for item in ids:
            if item not in allowed:
                refuse(
                    at,
                    f"must name {kind}; `{item}` is not one of {', '.join(allowed) or 'none (none is declared)'}",
                )

    people, relations, frames = tuple(study.people), tuple(study.relations), tuple(study.frames)
    for clash in set(people) & set(relations):
        refuse(("relations", clash), "must not have the id of a person")
    for name, relation in study.relations.items():
        known(relation.people, people, "people of the study", "relations", name)
        if (relation.kind == "parent") != bool(relation.parents and relation.children):
            refuse(("relations", name), "of kind parent, and no other, must have `parents` and `children`")
        if relation.kind != "parent" and len(relation.members) < 2:
            refuse(("relations", name, "members"), "must name two or more people")
    if study.story is not None:
        known(study.story.people, people, "people of the study", "story", "people")
        if not study.story.people and not study.story.words:
            refuse(("story",), "must name `people` or `words`")
    for name, work in study.works.items():
        known(work.by, people, "people of the study", "works", name, "by")
    for name, axis in study.axes.items():
        known((axis.positive, axis.negative), frames, "frames of the study", "axes", name)
        if axis.positive == axis.negative:
            refuse(("axes", name), "must have two different frames")
    for name, frame in study.frames.items():
        about = (frame.about,) if frame.about not in (None, "anyone") else ()
        known(about, (*people, *relations), "a person, a relation or `anyone`", "frames", name)
        for function, part in frame.functions.items():
            for index, indicator in enumerate(part.indicators):
                about = (indicator.about,) if indicator.about not in (None, "anyone") else ()
                at = ("frames", name, "functions", function, "indicators", str(index))
                known(about, (*people, *relations), "a person, a relation or `anyone`", *at)
    for name, event in study.events.items():
        if event.earliest > event.latest:
            refuse(("events", name), f"must not end ({event.latest}) before it begins ({event.earliest})")
    known((study.sentiment.method,), tuple(read_measured()), "methods whose error was measured", "sentiment", "method")
    kinds = {(kind, value) for outlet in study.outlets.values() for kind, value in outlet.groups.items()}
    meanings = Counter([*study.outlets, *(value for _, value in sorted(kinds))])
    for index, one in enumerate(study.plan):
        known((one.a, one.b), tuple(meanings), "outlets of the study or values of their `groups`", "plan", str(index))
        for unit in (one.a, one.b):
            if meanings[unit] > 1:
                refuse(("plan", str(index)), f"must not name `{unit}`, which is several outlets or groups")
        shared = set(study.members(one.a)) & set(study.members(one.b))
        if shared:
            refuse(("plan", str(index)), f"must not set `{sorted(shared)[0]}` against itself")
    _check_names(study, refuse)


def _check_names(study: Study, refuse: Any) -> None:
    owner: dict[str, str] = {}
    for person_id, person in study.people.items():
        if "|" in person_id:
            refuse(("people", person_id), "must not have a | in its id, which joins the ids of several")
        for name in person.names:
            if not name.strip():
                refuse(("people", person_id), "must not have an empty name")
            other = owner.setdefault(name.casefold(), person_id)
            if other != person_id:
                refuse(("people", person_id), f"must not share the alias `{name}` with `{other}`")
