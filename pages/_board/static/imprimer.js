// A button that opens the print window of the browser.

export default function (component) {
  const { parentElement, data } = component;
  const button = parentElement.querySelector("button");
  if (!button) return undefined;
  button.textContent = data;
  button.onclick = () => window.print();
  return () => {
    button.onclick = null;
  };
}
