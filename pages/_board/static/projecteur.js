// The grid for a room: large type, one list at a time or all of them, keyboard only.

const rooms = new WeakMap();
const SCROLL = 0.8;

export default function (component) {
  const { parentElement, data } = component;
  const root = parentElement.querySelector(".salle");
  if (!root) return undefined;
  let room = rooms.get(parentElement);
  if (!room || room.root !== root) {
    if (room) room.leave();
    room = new Room(root);
    rooms.set(parentElement, room);
  }
  room.tell = component.setTriggerValue;
  room.show(data);
  return () => {
    room.leave();
    rooms.delete(parentElement);
  };
}

function element(tag, look, text) {
  const made = document.createElement(tag);
  if (look) made.className = look;
  if (text !== undefined) made.textContent = text;
  return made;
}

class Room {
  constructor(root) {
    this.root = root;
    this.page = 0; // 0: all lists, then one list each
    this.onKey = (event) => this.key(event);
    document.addEventListener("keydown", this.onKey);
  }

  leave() {
    document.removeEventListener("keydown", this.onKey);
  }

  show(data) {
    this.data = data;
    this.page = Math.min(this.page, data.lists.length);
    this.draw();
    this.root.focus({ preventScroll: true });
  }

  draw() {
    const { lists, words } = this.data;
    const shown = this.page ? [lists[this.page - 1]] : lists;
    this.root.setAttribute("role", "region");
    this.root.setAttribute("aria-label", words.room);
    const body = element("div", this.page ? "corps une" : "corps");
    body.tabIndex = 0;
    body.setAttribute("role", "group");
    body.setAttribute("aria-label", this.page ? shown[0].heading : words.all);
    for (const list of shown) body.append(this.list(list));
    const foot = element("div", "bas");
    const quit = element("button", "quitter", words.quit);
    quit.type = "button";
    quit.addEventListener("click", () => this.tell("left", true));
    const where = element("span", "page", `${this.page ? shown[0].heading : words.all} · ${words.keys}`);
    where.setAttribute("role", "status");
    foot.append(where, quit);
    this.root.replaceChildren(element("p", "titre", words.title), body, foot);
    this.body = body;
  }

  list(list) {
    const section = element("section", "liste");
    const head = element("div", "liste-titre");
    head.style.borderColor = list.colour;
    const letter = element("span", "lettre", list.letter);
    letter.style.background = list.colour;
    letter.setAttribute("aria-hidden", "true");
    head.append(letter, element("h2", "", list.heading), element("span", "compte", list.count));
    section.append(head);
    if (!list.rows.length) section.append(element("p", "vide", list.empty));
    const blocks = element("div", "colonnes");
    for (const [text, support] of list.rows) {
      const block = element("div", "constat");
      const words = element("p", "", text);
      words.dir = "auto";
      block.append(words);
      if (support) block.append(element("p", "appui", support));
      blocks.append(block);
    }
    section.append(blocks);
    if (list.rest) section.append(element("p", "vide", list.rest));
    return section;
  }

  key(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key] || 0;
    const roll = { ArrowDown: 0.25, ArrowUp: -0.25, PageDown: SCROLL, PageUp: -SCROLL }[event.key] || 0;
    if (step) {
      const pages = this.data.lists.length + 1;
      this.page = (this.page + step + pages) % pages;
      this.draw();
      this.root.focus({ preventScroll: true });
    } else if (roll) {
      this.body.scrollTop += roll * this.body.clientHeight;
    } else if (event.key === "Home" || event.key === "0") {
      this.page = 0;
      this.draw();
    } else if (event.key === "Escape") {
      this.tell("left", true);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
