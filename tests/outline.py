"""A page as a screen reader is told of it, in the order in which it is told: Chromium's accessibility tree as lines of text."""

# What adds nothing to what is read
SILENT = {"none", "generic", "InlineTextBox", "RootWebArea", "ListMarker", "LineBreak", "LabelText", "paragraph", "Iframe"}
STATES = ("expanded", "checked", "pressed", "disabled", "required", "level", "live", "invalid")


def outline(page) -> str:
    """One line a stop: indented by what it stands in, its role, its name, its states."""
    client = page.context.new_cdp_session(page)
    nodes = {node["nodeId"]: node for node in client.send("Accessibility.getFullAXTree")["nodes"]}
    lines: list[str] = []
    _walk(nodes, next(iter(nodes.values())), 0, lines)
    return "\n".join(lines) + "\n"


def _walk(nodes: dict, node: dict, depth: int, lines: list[str]) -> None:
    role = node.get("role", {}).get("value", "none")
    name = " ".join(node.get("name", {}).get("value", "").split())
    if not node.get("ignored") and role not in SILENT and (role != "StaticText" or name):
        states = {state["name"]: state["value"].get("value") for state in node.get("properties", [])}
        told = [f"{key}={states[key]}" for key in STATES if states.get(key) not in (None, False, "false", "off") or key in ("expanded", "checked") and key in states]
        parts = ["  " * depth + "-", "text" if role == "StaticText" else role, f'"{name}"' if name else "", *told]
        lines.append(" ".join(filter(None, parts)).replace("- ", "- ", 1))
        depth += 1
        if role in ("link", "button", "heading") and name:
            return  # its name is all that is read
    for child in node.get("childIds", []):
        if child in nodes:
            _walk(nodes, nodes[child], depth, lines)
