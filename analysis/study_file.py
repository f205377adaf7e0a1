"""Read a study file (YAML) so that every error can name its line.

All scalars are read as the text that was written: ``NO``, ``007`` and ``1e5`` stay strings, so that ids and
names mean what their author typed. Tags, anchors and keys written twice are refused.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml

from analysis.errors import StudyError

MAX_BYTES = 5_000_000
MAX_DEPTH = 100  # lists and mappings inside one another

#: The parser in C is twelve times as fast; libyaml is in every wheel of the package, but not in each of its builds.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Lines = dict[tuple[str, ...], int]


def read_yaml(path: Path) -> tuple[dict[str, Any], Lines, str]:
    """Read a YAML mapping, the line (from 1) on which each key or item stands, and the hash of the file's bytes.

    Raises
    ------
    StudyError
        Names the file and the line.
    """
    try:
        data = path.read_bytes()
        if len(data) > MAX_BYTES:
            raise StudyError(f"{path} must be at most {MAX_BYTES:,} bytes; it has {len(data):,}.")
        text = data.decode("utf-8-sig")
        try:
            node = _compose(path, text, _LOADER)
        except yaml.YAMLError:
            node = _compose(path, text, yaml.SafeLoader)  # what is wrong is said in the words of one of them
    except (OSError, UnicodeDecodeError) as error:
        raise StudyError(f"{path} must be a readable UTF-8 file; {error}.") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise StudyError(f"{path} line {line} must be YAML; {error.problem}.") from error
    except yaml.YAMLError as error:
        raise StudyError(f"{path} must be YAML; {error}.") from error
    if not isinstance(node, yaml.MappingNode):
        raise StudyError(f"{path} must hold a mapping of sections such as `people:` and `frames:`.")
    lines: Lines = {}
    return _plain(node, (), lines, path), lines, sha256(data).hexdigest()


def _compose(path: Path, text: str, loader: Any) -> yaml.Node | None:
    """Make the tree of a text, after a walk through its events that refuses what would not end or not fit the stack."""
    depth = 0
    for event in yaml.parse(text, Loader=loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent):
            raise StudyError(f"{path} line {line} must not use an alias (*{event.anchor}).")
        if depth > MAX_DEPTH:
            raise StudyError(f"{path} line {line} must not nest deeper than {MAX_DEPTH} levels.")
    return yaml.compose(text, Loader=loader)


def _plain(node: yaml.Node, at: tuple[str, ...], lines: Lines, path: Path) -> Any:
    lines[at] = node.start_mark.line + 1
    if not node.tag.startswith("tag:yaml.org,2002:") or node.tag.startswith("tag:yaml.org,2002:python"):
        raise StudyError(
            f"{path} line {lines[at]} must not use the tag {node.tag}; plain text, lists and mappings only."
        )
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, at, lines, path)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, (*at, str(index)), lines, path) for index, item in enumerate(node.value)]
    empty = node.tag.endswith(":null") and node.value in ("", "~", "null")
    return None if empty else node.value


def _mapping(node: yaml.MappingNode, at: tuple[str, ...], lines: Lines, path: Path) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key_node, value_node in node.value:
        if not isinstance(key_node, yaml.ScalarNode):
            raise StudyError(f"{path} line {key_node.start_mark.line + 1} must have a plain key.")
        key = key_node.value
        if key in result:
            raise StudyError(
                f"{path} line {key_node.start_mark.line + 1} must name `{key}` once; it stands on line "
                f"{lines[(*at, key)]} too."
            )
        result[key] = _plain(value_node, (*at, key), lines, path)
        lines[(*at, key)] = key_node.start_mark.line + 1
    return result
