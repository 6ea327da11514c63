// Fetches the shared code once for the page and hands the widget over to it. It is kept in each widget, so it is short.
const SLEEPING =
  "This part of the course is not awake yet. Choose Run in the menu at the top, then Run All Cells. What you answered before is kept.";

async function shared(manager, id) {
  const source = await manager.get_model(id);
  const modules = (globalThis.localchangeModules ??= new Map());
  const digest = source.get("digest");
  if (!modules.has(digest)) {
    const text = source.get("text");
    if (!text) throw new Error("The code of this widget was not kept with the notebook.");
    const url = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
    modules.set(digest, import(url).finally(() => URL.revokeObjectURL(url)));
  }
  const module = await modules.get(digest);
  // The page holds the code now; a notebook saved together with its widgets need not.
  source.set("text", "");
  return module;
}

export default {
  async render({ model, el, signal }) {
    try {
      const raw = await model.widget_manager.get_model(model.get("_me"));
      const { default: part } = await shared(model.widget_manager, model.get("_bundle"));
      return await part.render({ model, el, signal, raw });
    } catch (error) {
      console.error(error);
      const words = document.createElement("p");
      words.className = "localchange-asleep";
      words.textContent = SLEEPING;
      words.style.cssText = "border-left:6px solid #0f5499;padding:10px 16px;margin:4px;font-size:16px;line-height:1.5;max-width:44rem";
      el.append(words);
    }
  },
};
