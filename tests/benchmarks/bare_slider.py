"""A slider that sends its number to Python and writes down the answer: the least that any lab must wait for.

It marks the same moments as the lab does, so that both are read by the same function.
"""

import nbformat

ESM = """
export default {
  render({ model, el }) {
    const slider = document.createElement("input");
    Object.assign(slider, { type: "range", max: 1000, value: 0 });
    slider.dataset.peer = "bare";
    slider.setAttribute("aria-label", "A bare slider");
    const says = document.createElement("p");
    el.setAttribute("data-lm-suppress-shortcuts", "true");
    slider.setAttribute("data-lm-suppress-shortcuts", "true");
    el.append(slider, says);
    let number = 0;
    slider.addEventListener("input", () => {
      performance.mark(`localchange:asked:${++number}`);
      model.set("asked", number);
      model.save_changes();
    });
    model.on("change:answered", () => {
      const answered = model.get("answered");
      performance.mark(`localchange:came:${answered}`);
      says.textContent = `${answered}`;
      requestAnimationFrame(() => performance.mark(`localchange:painted:${answered}`));
    });
  },
};
"""
CODE = f'''
import anywidget
import traitlets


class Bare(anywidget.AnyWidget):
    _esm = """{ESM}"""
    asked = traitlets.Int(0).tag(sync=True)
    answered = traitlets.Int(0).tag(sync=True)

    @traitlets.observe("asked")
    def _answer(self, change):
        self.answered = change.new


Bare()
'''


def write(path):
    """Write a notebook that holds the slider."""
    path.parent.mkdir(parents=True, exist_ok=True)
    made = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_markdown_cell("# A bare slider"), nbformat.v4.new_code_cell(CODE)]
    )
    made.metadata.kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(made, path)
