/* Streamlit has its own words in English only: here they are said in the reader's language, wherever they come up. */
(words) => {
  if (window.sayStreamlitsWords) return window.sayStreamlitsWords(words);

  const ATTRIBUTES = ["aria-label", "title", "placeholder"];
  const NAME = "{name}";
  const said = new WeakMap();

  /** What to say for an English text; a number in it stands for itself, and so does the name of what it is about. */
  const inWords = (english) => {
    const before = Object.keys(words).find((text) => text.endsWith(NAME) && english.startsWith(text.slice(0, -NAME.length)));
    if (before) return words[before].replace(NAME, english.slice(before.length - NAME.length));
    const [number] = /\d+/.exec(english) ?? [];
    return number ? words[english.replace(number, "{number}")]?.replace("{number}", number) : words[english];
  };

  const say = (node, part, now, write) => {
    const before = said.get(node) ?? {};
    const english = before[part]?.text === now ? before[part].english : now;
    const text = inWords(english.trim());
    if (!text || text === now) return;
    said.set(node, { ...before, [part]: { english, text } });
    write(text);
  };

  const sayText = (node) => say(node, "text", node.data, (text) => (node.data = text));
  const sayNames = (node) => {
    for (const name of ATTRIBUTES)
      if (node.hasAttribute(name)) say(node, name, node.getAttribute(name), (text) => node.setAttribute(name, text));
  };
  const sayAll = (root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node = root; node; node = walker.nextNode())
      if (node.nodeType === Node.TEXT_NODE) sayText(node);
      else if (node.nodeType === Node.ELEMENT_NODE) sayNames(node);
  };

  new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes)
      if (type === "childList") addedNodes.forEach(sayAll);
      else if (type === "attributes") sayNames(target);
      else sayText(target);
  }).observe(document.body, { subtree: true, childList: true, characterData: true, attributeFilter: ATTRIBUTES });

  window.sayStreamlitsWords = (chosen) => {
    words = chosen;
    sayAll(document.body);
  };
  sayAll(document.body);
}
