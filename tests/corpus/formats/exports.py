"""The same three articles, written as each format writes them: by hand after the documented layouts, or by libraries."""

import gzip
import html
import io
import json
import textwrap
from typing import NamedTuple


class Article(NamedTuple):
    outlet: str
    day: str  # as ISO writes it
    english: str  # March 1, 2024
    british: str  # 1 March 2024
    weekday: str
    headline: str
    paragraphs: tuple[str, ...]
    number: str

    @property
    def url(self):
        return f"https://news.example/{self.number}"


ARTICLES = (
    Article(
        "The Gazette",
        "2024-03-01",
        "March 1, 2024",
        "1 March 2024",
        "Friday",
        "Harbour deal: jobs in 2025, 4,500 of them, the mayor of the city says",
        (
            "Mayor Ana Ruiz praised the harbour deal on Friday, after a night of talks in the old town hall. “It will bring"
            " jobs to every street,” Ruiz said.",
            "Ben Okafor, the union leader, called the plan a disgrace – and an old one. “They poison the bay and call it"
            " growth,” Okafor said.",
        ),
        "GAZ0000020240301ek3100001",
    ),
    Article(
        "The Courier (London)",
        "2024-03-12",
        "March 12, 2024",
        "12 March 2024",
        "Tuesday",
        "Council backs the café plan",
        (
            "The council backed the harbour by nine votes to four on Tuesday, and the señor of the café wept for joy before"
            " the cameras of the world.",
            "“This is a great day for jobs,” Ana Ruiz said. Okafor left without a word.",
            "Trade through the port could double, the city said.",
        ),
        "COU0000020240312ek3c00002",
    ),
    Article(
        "Bay Weekly",
        "2024-05-03",
        "May 3, 2024",
        "3 May 2024",
        "Friday",
        "Union warns of a spill",
        (
            "Ben Okafor warned on Friday that a spill would ruin the bay, the beaches and the summer of every family in it.",
            "Ana Ruiz rejected the claim. “Nobody wants poison in the water,” she said.",
        ),
        "BAY0000020240503ek5300003",
    ),
)


def wrap(text, width=76, indent=""):
    return "\n".join(textwrap.wrap(text, width, break_on_hyphens=False, initial_indent=indent))


def nexis_txt(articles=ARTICLES, announced=None):
    cover = "\n\nDownload Request: Selected Items: 1-3\nTime Of Request: Monday, May 6, 2024  16:51:31\n\nTerms: (harbour)\n\n\n"
    pieces = [cover]
    for n, one in enumerate(articles, 1):
        body = "\n\n".join(wrap(paragraph) for paragraph in one.paragraphs)
        pieces.append(
            f"{' ' * 31}{n} of {announced or len(articles)} DOCUMENTS\n\n\n{' ' * 34}{one.outlet}\n\n"
            f"{' ' * 28}{one.english} {one.weekday}\n{' ' * 35}Late Edition\n\n{wrap(one.headline, 60)}\n\nBYLINE: Lea Marsh\n\n"
            f"SECTION: NEWS; Pg. 4\n\nLENGTH: 60 words\n\n{body}\n\nGRAPHIC: A picture of the bay\n\n"
            "LOAD-DATE: June 20, 2024\n\nLANGUAGE: ENGLISH\n\nPUBLICATION-TYPE: Newspaper\n\n"
            f"{' ' * 23}Copyright 2024 Example Media\n{' ' * 30}All Rights Reserved\n\n\n"
        )
    return "".join(pieces).encode()


def nexis_labelled_txt():
    """The layout of older exports, with the rights above and labels for headline and text."""
    pieces = []
    for n, one in enumerate(ARTICLES, 1):
        body = "\n\n".join(wrap(paragraph, indent="   ") for paragraph in one.paragraphs)
        pieces.append(
            f"{' ' * 31}{n} of 3 DOCUMENTS\n\n{' ' * 25}Copyright 2024 Example Media\n\n{' ' * 30}{one.outlet}\n\n"
            f"{' ' * 20}{one.english}, {one.weekday}, Late Edition - Final\n\nSECTION: Section A; Page 1; Column 5;\n\n"
            f"LENGTH: 60 words\n\nHEADLINE: {wrap(one.headline, 60)}\n\nBYLINE:  By LEA MARSH\n\nBODY:\n{body}\n\n"
            "LOAD-DATE: June 20, 2024\n\n"
        )
    return "".join(pieces).encode()


def uni_paragraphs():
    lines = ["User Name: Lea", "Date and Time: Monday, May 6, 2024 4:51:00 PM CEST", "Job Number: 22", "Documents (3)"]
    lines += [f"{n}. {one.headline}" for n, one in enumerate(ARTICLES, 1)]
    lines += ["Client/Matter: -None-", "Search Terms: harbour", "Search Type: Terms and Connectors", ""]
    for one in ARTICLES:
        lines += [
            one.headline,
            one.outlet,
            f"{one.english} {one.weekday}",
            "",
            "Copyright 2024 Example Media All Rights Reserved",
        ]
        lines += ["Section: NEWS; Pg. 4", "Length: 60 words", "Byline: Lea Marsh", "Body", "", *one.paragraphs, ""]
        lines += ["Graphic", "A picture of the bay", "Load-Date: June 20, 2024", "", "End of Document", ""]
    return lines


def docx(lines):
    import docx

    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def rtf(lines):
    def escape(line):
        marks = {"“": "\\ldblquote ", "”": "\\rdblquote ", "–": "\\endash ", "\t": "\\tab "}
        return "".join(marks.get(c, c if c.isascii() else f"\\u{ord(c)}?") for c in line.replace("\\", "\\\\"))

    head = "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fswiss\\fcharset0 Arial;}}{\\header Page 1\\par}\n"
    return (head + "\n".join(f"\\pard\\f0 {escape(line)}\\par" for line in lines) + "}").encode()


def factiva_shown():
    lines = []
    for one in ARTICLES:
        lines += [
            one.headline,
            "By Lea Marsh",
            "60 words",
            one.british,
            "05:32 PM",
            one.outlet,
            one.number[:3],
            "English",
        ]
        lines += ["(c) 2024 Example Media", *one.paragraphs, f"Document {one.number}", ""]
    return [*lines, "Search Summary", "Text\tharbour", "Results Found\t3"]


def factiva_coded():
    lines = []
    for one in ARTICLES:
        lines += [f"HD\t{one.headline}", "BY\tBy Lea Marsh", "WC\t60 words", f"PD\t{one.british}", f"SN\t{one.outlet}"]
        lines += [f"SC\t{one.number[:3]}", "LA\tEnglish", "CY\t(c) 2024 Example Media", f"LP\t{one.paragraphs[0]}"]
        lines += [
            f"TD\t{one.paragraphs[1]}",
            *one.paragraphs[2:],
            "RE\tuk : United Kingdom",
            f"AN\tDocument {one.number}",
        ]
    return lines


def factiva_html():
    pieces = ['<html><head><meta charset="UTF-8"/><title>Factiva</title><script>var x=1;</script></head><body>']
    for one in ARTICLES:
        body = "".join(f'<p class="articleParagraph enarticleParagraph">{mark(p)}</p>' for p in one.paragraphs)
        meta = "".join(
            f"<div>{html.escape(line)}</div>" for line in ("60 words", one.british, "05:32 PM", one.outlet, "GAZ")
        )
        pieces.append(
            f'<div id="article-{one.number.lower()}" class="article"><div class="article enArticle"><p><div id="hd">'
            f'<span class="enHeadline">{html.escape(one.headline)}</span></div>{meta}<div>English</div><div>(c) 2024 X</div></p>'
            f"{body}<p>Document {one.number}</p></div></div>"
        )
    return "".join(
        [*pieces, '<div class="copyright">© 2024 Factiva, Inc. All rights reserved.</div></body></html>']
    ).encode()


def factiva_html_coded():
    pieces = ["<!DOCTYPE html><html><head><title>Factiva</title></head><body>"]
    for one in ARTICLES:
        rows = {"WC": "60 words", "PD": one.british, "ET": "05:32 PM", "SN": one.outlet, "SC": "GAZ", "LA": "English"}
        cells = "".join(f"<tr><td><b>{code}</b>&nbsp;</td><td>{value}</td></tr>" for code, value in rows.items())
        texts = [f'<p class="articleParagraph enarticleParagraph">{mark(p)}\n</p>' for p in one.paragraphs]
        pieces.append(
            f"<div class='article enArticle'><table><tr><td><b>HD</b></td><td><span class='enHeadline'>\n{one.headline}</span>"
            f"</td></tr>{cells}<tr><td><b>LP</b></td><td>{texts[0]}</td></tr><tr><td><b>TD</b></td><td>{''.join(texts[1:])}"
            f"</td></tr><tr><td><b>AN</b></td><td>Document {one.number}</td></tr></table></div>"
        )
    return "".join([*pieces, "</body></html>"]).encode()


def mark(paragraph):
    return paragraph.replace("jobs", "<b>jobs</b>").replace(". ", ".\n", 1)


def proquest_txt():
    rule = "_" * 60 + "\n\n"
    pieces = [rule, "Report Information from ProQuest\nMay 06 2024 16:51\n", rule]
    for n, one in enumerate(ARTICLES, 1):
        place = one.outlet.replace("(", "; ").replace(")", "") if n == 3 else one.outlet
        text = "\n\n".join(one.paragraphs)
        title = "Publicationtitle" if n == 1 else "Publication title"
        pieces.append(
            f"Document {n} of 3\n\n{one.headline}\n\nAuthor: Marsh, Lea\n\nPublication info: {place} ; London [London]. "
            f"{one.british}: A.4.\n\nAbstract: A deal.\n\nLinks: http://library.example\n\nFull text: {text}\n\nSubject: Ports\n\n"
            f"Title: {one.headline}\n\n{title}: {one.outlet}; London\n\nPublication year: 2024\n\nPublication date: {one.english}"
            f"\n\nProQuest document ID: {n}11\n\nDocument URL: {one.url}\n\nLast updated: 2024-06-20\n\nDatabase: Global\n{rule}"
        )
    return "".join([*pieces, "Contact us at: http://library.example\n"]).encode()


def page(one):
    linked = {"@type": "NewsArticle", "headline": one.headline, "datePublished": f"{one.day}T23:30:00-05:00"}
    linked |= {"dateModified": "2024-06-20", "publisher": {"@type": "Organization", "name": one.outlet}}
    body = "".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in one.paragraphs)
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{one.headline} | {one.outlet}</title>'
        f'<link rel="canonical" href="{one.url}"><meta property="og:site_name" content="{one.outlet}">'
        f'<script type="application/ld+json">{json.dumps(linked)}</script></head><body><nav><a href="/">Home</a></nav>'
        f"<article><h1>{one.headline}</h1>{body}</article><footer>© 2024</footer></body></html>"
    ).encode()


def stamp(one):
    day, month, year = one.british.split()
    return f"{day} {month[:3]} {year}"


def feed():
    items = "".join(
        f"<item><title>{html.escape(one.headline)}</title><link>{one.url}</link><guid>{one.url}</guid>"
        f"<source url='https://news.example'>{one.outlet}</source><pubDate>{one.weekday[:3]}, {stamp(one)} "
        "23:30:00 -0500</pubDate><description>A teaser</description><content:encoded><![CDATA["
        + "".join(f"<p>{paragraph}</p>" for paragraph in one.paragraphs)
        + "]]></content:encoded></item>"
        for one in ARTICLES
    )
    namespace = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    return f'<?xml version="1.0"?><rss version="2.0" {namespace}><channel><title>News</title>{items}</channel></rss>'.encode()


def atom():
    entries = "".join(
        f"<entry><id>tag:{one.number}</id><title type='html'>{html.escape(one.headline)}</title><link href='{one.url}'/>"
        f"<published>{one.day}T23:30:00-05:00</published><updated>2024-06-20T00:00:00Z</updated>"
        f"<source><title>{one.outlet}</title></source><content type='html'>"
        + html.escape("".join(f"<p>{paragraph}</p>" for paragraph in one.paragraphs))
        + "</content></entry>"
        for one in ARTICLES
    )
    return f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>N</title>{entries}</feed>'.encode()


def frame():
    import pandas as pd

    return pd.DataFrame(
        {
            "id": [one.number for one in ARTICLES],
            "title": [one.headline for one in ARTICLES],
            "content": ["\n\n".join(one.paragraphs) for one in ARTICLES],
            "publication": [one.outlet for one in ARTICLES],
            "date": pd.to_datetime([one.day for one in ARTICLES]),
        }
    )


def parquet():
    out = io.BytesIO()
    frame().to_parquet(out)
    return out.getvalue()


def feather():
    out = io.BytesIO()
    frame().to_feather(out)
    return out.getvalue()


def warc():
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    kinds = [(one.url, "text/html; charset=utf-8", page(one)) for one in ARTICLES]
    for url, kind, body in [*kinds, ("https://news.example/x.css", "text/css", b"a{}")]:
        headers = StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.1")
        writer.write_record(writer.create_warc_record(url, "response", payload=io.BytesIO(body), http_headers=headers))
    return out.getvalue()


def trafilatura_json():
    import trafilatura

    found = (trafilatura.extract(page(one).decode(), output_format="json", with_metadata=True) for one in ARTICLES)
    return "\n".join(found).encode()


def pdf(one):
    """A page as a browser prints it: small lines at its edges, a headline, lines that a hyphen ends."""
    import matplotlib

    with matplotlib.rc_context({"pdf.fonttype": 42, "font.family": "DejaVu Sans"}):
        from matplotlib.backends.backend_pdf import FigureCanvasPdf
        from matplotlib.figure import Figure

        figure = Figure(figsize=(6, 8))
        figure.text(0.1, 0.97, f"5/6/24, 4:51 PM    {one.headline}", fontsize=6)
        figure.text(0.1, 0.02, f"{one.url}    1/1", fontsize=6)
        y = 0.9
        for line in textwrap.wrap(one.headline, 40):
            figure.text(0.1, y, line, fontsize=16)
            y -= 0.04
        for paragraph in one.paragraphs:
            y -= 0.02
            for line in break_words(paragraph):
                figure.text(0.1, y, line, fontsize=10)
                y -= 0.02
        out = io.BytesIO()
        FigureCanvasPdf(figure).print_pdf(out, metadata={"CreationDate": None})
    return out.getvalue()


def break_words(paragraph):
    lines = textwrap.wrap(paragraph.replace("harbour", "har- bour"), 60)
    return [line.replace("har- bour", "harbour") for line in lines]


def packed(data):
    return gzip.compress(data, mtime=0)


#: Name of a format -> the name and bytes of its file, all three articles in one.
FILES = {
    "nexis_txt": ("a.TXT", nexis_txt),
    "nexis_txt labelled": ("b.txt", nexis_labelled_txt),
    "nexis_txt uni": ("c.txt", lambda: "\n".join(uni_paragraphs()).encode()),
    "nexis_docx": ("a.DOCX", lambda: docx(uni_paragraphs())),
    "nexis_rtf": ("a.RTF", lambda: rtf(uni_paragraphs())),
    "factiva_rtf": ("b.rtf", lambda: rtf(factiva_shown())),
    "factiva_rtf coded": ("c.rtf", lambda: rtf(factiva_coded())),
    "factiva_txt": ("f.txt", lambda: "\n".join(factiva_shown()).encode()),
    "factiva_html": ("a.htm", factiva_html),
    "factiva_html coded": ("b.html", factiva_html_coded),
    "proquest_txt": ("p.txt", proquest_txt),
    "feed": ("a.rss", feed),
    "feed atom": ("a.xml", atom),
    "arrow": ("a.parquet", parquet),
    "arrow feather": ("a.feather", feather),
    "warc": ("a.warc.gz", warc),
    "trafilatura_lines": ("t.jsonl", trafilatura_json),
    "gzip_file": ("n.txt.gz", lambda: packed(nexis_txt())),
}
#: Formats with one article a file.
PAGES = {"html_page": (".html", page), "pdf": (".pdf", pdf)}
