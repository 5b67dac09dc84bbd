/* How large the reader's text is, told to the server: what is drawn there in pixels can be as large. */
export default function ({ data, setStateValue, parentElement }) {
  const rem = document.createElement("div");
  rem.style.cssText = "position: absolute; width: 1rem; height: 0; visibility: hidden";
  parentElement.append(rem);
  let told = data.size;
  const watch = new ResizeObserver(([{ contentRect }]) => {
    const size = Math.min(data.largest, Math.round((contentRect.width / data.plain) * 10) / 10);
    if (size && size !== told) setStateValue("size", (told = size));
  });
  watch.observe(rem);
  return () => {
    watch.disconnect();
    rem.remove();
  };
}
