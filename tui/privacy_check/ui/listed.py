"""The list that every screen uses."""

from textual.widgets import OptionList


class Listed(OptionList):
    """Rows to choose from; they are not paged through where the screen has no room for one."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Textual looks for a line to go to, and fails where none was laid out."""
        return not action.startswith("page_") or bool(self.scrollable_content_region)
