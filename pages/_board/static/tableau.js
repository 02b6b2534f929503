// The board of the AFOM grid: five lists of cards, moved by pointer or by keyboard.
// Every text of a person goes through textContent; nothing is fetched from anywhere.

const STEP = 40; // cards drawn at once in a list
const QUIET_MS = 350; // several presses of a key are one move
const PATIENCE_MS = 12000;
const THRESHOLD = 6; // pixels before a press becomes a drag
const EDGE = 48;
const LONG_TEXT = 420;

const boards = new WeakMap();

export default function (component) {
  const { parentElement } = component;
  const root = parentElement.querySelector(".grille");
  if (!root) return undefined;
  let board = boards.get(parentElement);
  if (!board || board.root !== root) {
    if (board) board.leave();
    board = new Board(root);
    boards.set(parentElement, board);
  }
  board.tell = component.setTriggerValue;
  board.receive(component.data);
  return () => {
    board.leave();
    boards.delete(parentElement);
  };
}

function element(tag, look, text) {
  const made = document.createElement(tag);
  if (look) made.className = look;
  if (text !== undefined) made.textContent = text;
  return made;
}

function filled(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

class Board {
  constructor(root) {
    this.root = root;
    this.lists = [];
    this.drawn = {};
    this.focused = "";
    this.opened = "";
    this.sent = 0;
    this.waiting = false;
    this.queue = []; // moves that are not sent yet, in their order
    this.drag = null;
    this.unfolded = new Set();
    this.jump = element("nav", "sauts");
    this.help = element("p", "aide");
    this.columns = element("div", "listes");
    this.live = element("div", "annonce");
    this.live.setAttribute("role", "status");
    this.live.setAttribute("aria-live", "polite");
    root.replaceChildren(this.jump, this.help, this.columns, this.live);
    this.onKey = (event) => this.key(event);
    this.onClick = (event) => this.click(event);
    this.onDown = (event) => this.down(event);
    this.onFocus = (event) => this.focusIn(event);
    root.addEventListener("keydown", this.onKey);
    root.addEventListener("click", this.onClick);
    root.addEventListener("pointerdown", this.onDown);
    root.addEventListener("focusin", this.onFocus);
  }

  leave() {
    clearTimeout(this.timer);
    clearTimeout(this.patience);
    this.endDrag();
    this.send();
    this.root.removeEventListener("keydown", this.onKey);
    this.root.removeEventListener("click", this.onClick);
    this.root.removeEventListener("pointerdown", this.onDown);
    this.root.removeEventListener("focusin", this.onFocus);
  }

  // --- what comes from Python -------------------------------------------------------------------

  receive(data) {
    this.data = data;
    if (this.waiting && data.answer !== this.sent) return; // an answer to this move is on its way
    if (this.queue.length && !this.waiting) return; // a move is being made: it is sent first
    this.settle();
  }

  settle() {
    clearTimeout(this.patience);
    this.waiting = false;
    this.sent = Math.max(this.sent, this.data.answer);
    this.take(this.data);
    // What was moved meanwhile goes where the person put it, and is sent now.
    const moves = this.queue;
    this.queue = [];
    for (const move of moves) {
      const card = this.find(move.id);
      if (card) this.queue.push({ ...move, origin: this.apply(card, move.letter, move.index) });
    }
    this.draw();
    if (this.queue.length) this.send();
  }

  take(data) {
    this.words = data.words;
    this.lists = data.lists.map((list) => ({
      ...list,
      cards: list.rows.map((row) => ({
        id: row[0],
        version: row[1],
        text: row[2],
        theme: data.themes[row[3]],
        evidence: row[4].map((number) => data.evidence[number]),
        status: row[5],
        labels: row[6].map((number) => data.labels[number]),
        author: data.authors[row[7]],
        cut: row[8] === 1,
      })),
    }));
  }

  find(id) {
    for (const list of this.lists) {
      const card = list.cards.find((one) => one.id === id);
      if (card) return card;
    }
    return null;
  }

  where(card) {
    const list = this.lists.find((one) => one.cards.includes(card));
    return { list, index: list.cards.indexOf(card) };
  }

  // --- drawing ----------------------------------------------------------------------------------

  draw() {
    const root = this.root.getRootNode();
    const had = root.activeElement;
    const inside = had && this.columns.contains(had);
    const scrolls = {};
    for (const list of this.columns.querySelectorAll("ol")) scrolls[list.dataset.liste] = list.scrollTop;
    this.columns.setAttribute("role", "group");
    this.columns.setAttribute("aria-label", this.words.board);
    this.help.textContent = this.words.help;
    this.drawJump();
    if (!this.find(this.focused)) this.focused = "";
    this.columns.replaceChildren(...this.lists.map((list) => this.drawList(list)));
    for (const list of this.columns.querySelectorAll("ol")) list.scrollTop = scrolls[list.dataset.liste] || 0;
    this.root.dataset.reponse = String(this.data.answer);
    const away = !document.activeElement || document.activeElement === document.body;
    if (inside || (this.opened && away)) {
      const card = this.cardElement(inside ? this.focused : this.opened);
      if (card) card.focus({ preventScroll: !inside });
      if (!inside) this.opened = "";
    }
  }

  drawJump() {
    this.jump.setAttribute("aria-label", this.words.jump);
    this.jump.replaceChildren(
      ...this.lists.map((list) => {
        const button = element("button", "saut");
        button.type = "button";
        button.dataset.saut = list.letter;
        button.append(this.letter(list), element("span", "", ` ${list.heading} ${list.total}`));
        return button;
      }),
    );
  }

  letter(list) {
    const mark = element("span", "lettre", list.letter);
    mark.style.background = list.colour;
    mark.setAttribute("aria-hidden", "true");
    return mark;
  }

  drawList(list) {
    const section = element("section", "liste");
    section.dataset.liste = list.letter;
    const head = element("div", "liste-titre");
    head.style.borderColor = list.colour;
    const heading = element("h2", "", list.heading);
    heading.id = `liste-${list.letter}`;
    heading.tabIndex = -1;
    head.append(this.letter(list), heading, element("span", "compte", list.count));
    const cards = element("ol");
    cards.setAttribute("role", "list");
    cards.dataset.liste = list.letter;
    cards.setAttribute("aria-labelledby", heading.id);
    const drawn = Math.max(this.drawn[list.letter] || STEP, STEP);
    const stop = list.cards.some((card) => card.id === this.focused)
      ? this.focused
      : (list.cards[0] || {}).id;
    list.cards.slice(0, drawn).forEach((card) => cards.append(this.drawCard(card, card.id === stop)));
    section.append(head);
    if (list.cards.length) section.append(cards);
    else section.append(cards, element("p", "vide", list.explanation));
    const left = list.total - Math.min(drawn, list.cards.length);
    if (left > 0) {
      const more = element("button", "plus", filled(this.words.more, { n: Math.min(STEP, left), left }));
      more.type = "button";
      more.dataset.plus = list.letter;
      section.append(more);
    }
    return section;
  }

  drawCard(card, stop) {
    const item = element("li", "carte");
    item.dataset.id = card.id;
    const box = element("div", "constat");
    const reference = `C-${card.id.slice(0, 8)}`;
    box.dataset.reference = reference;
    box.tabIndex = stop ? 0 : -1;
    box.setAttribute("role", "group");
    box.setAttribute("aria-roledescription", this.words.card);
    box.setAttribute("aria-labelledby", `texte-${card.id}`);
    box.setAttribute("aria-keyshortcuts", "Alt+ArrowUp Alt+ArrowDown Alt+ArrowLeft Alt+ArrowRight Enter");
    const text = element("p", "", card.text);
    text.id = `texte-${card.id}`;
    text.dir = "auto";
    box.append(element("span", "theme", card.theme), text);
    if (card.cut || card.text.length > LONG_TEXT) {
      const whole = this.unfolded.has(card.id);
      text.classList.toggle("replie", !whole);
      if (!card.cut) {
        const fold = element("button", "suite", whole ? this.words.fold : this.words.unfold);
        fold.type = "button";
        fold.dataset.suite = card.id;
        fold.tabIndex = stop ? 0 : -1;
        fold.setAttribute("aria-expanded", String(whole));
        fold.setAttribute("aria-controls", text.id);
        box.append(fold);
      }
    }
    const chips = element("div", "puces");
    for (const [kind, words, whole] of card.evidence) {
      const chip = element("span", "puce");
      chip.title = whole;
      chip.append(element("span", "genre", kind), ` ${words}`);
      chips.append(chip);
    }
    box.append(chips);
    const foot = element("div", "pied");
    const state = element("span", "etat");
    state.dataset.statut = card.status;
    for (const label of card.labels) state.append(element("span", "marque", label));
    if (card.author) state.append(element("span", "fonction", card.author));
    const open = element("button", "ouvrir", this.words.edit);
    open.type = "button";
    open.dataset.ouvrir = card.id;
    open.tabIndex = stop ? 0 : -1;
    open.setAttribute("aria-label", filled(this.words.editOne, { reference }));
    foot.append(state, open);
    box.append(foot);
    item.append(box);
    return item;
  }

  cardElement(id) {
    return id ? this.columns.querySelector(`li[data-id="${CSS.escape(id)}"] .constat`) : null;
  }

  // --- pressing and typing ----------------------------------------------------------------------

  click(event) {
    const button = event.target.closest("button");
    if (!button) return;
    const { ouvrir, suite, plus, saut } = button.dataset;
    if (ouvrir) this.open(ouvrir);
    if (suite) this.unfold(suite);
    if (plus) this.showMore(plus);
    if (saut) {
      const heading = this.columns.querySelector(`#liste-${saut}`);
      heading.scrollIntoView({ block: "start" });
      heading.focus({ preventScroll: true });
    }
  }

  open(id) {
    this.send();
    this.opened = id;
    this.tell("opened", id);
  }

  unfold(id) {
    if (this.unfolded.has(id)) this.unfolded.delete(id);
    else this.unfolded.add(id);
    this.draw();
    const button = this.columns.querySelector(`button[data-suite="${CSS.escape(id)}"]`);
    if (button) button.focus();
  }

  showMore(letter) {
    const list = this.lists.find((one) => one.letter === letter);
    const before = Math.max(this.drawn[letter] || STEP, STEP);
    this.drawn[letter] = before + STEP;
    if (before + STEP > list.cards.length && list.cards.length < list.total) this.tell("more", letter);
    this.draw();
    const first = list.cards[before];
    if (first) this.focusCard(first.id);
  }

  focusIn(event) {
    const item = event.target.closest("li.carte");
    if (!item || item.dataset.id === this.focused) return;
    this.focused = item.dataset.id;
    // One stop of the tab key per list: the card that was last looked at.
    for (const other of item.parentElement.querySelectorAll("[tabindex='0'], button")) {
      if (!item.contains(other)) other.tabIndex = -1;
    }
    for (const own of item.querySelectorAll(".constat, button")) own.tabIndex = 0;
  }

  focusCard(id) {
    const card = this.find(id);
    if (!card) return;
    const { list, index } = this.where(card);
    if (index >= Math.max(this.drawn[list.letter] || STEP, STEP)) {
      this.drawn[list.letter] = index + STEP;
      this.focused = id;
      this.draw();
    }
    const shown = this.cardElement(id);
    if (shown) shown.focus();
  }

  key(event) {
    if (this.drag && event.key === "Escape") {
      this.endDrag();
      return;
    }
    const box = event.target;
    if (!box.classList || !box.classList.contains("constat") || event.ctrlKey || event.metaKey) return;
    const card = this.find(box.parentElement.dataset.id);
    if (!card) return;
    const { list, index } = this.where(card);
    const down = { ArrowDown: 1, ArrowUp: -1 }[event.key] || 0;
    const aside = { ArrowRight: 1, ArrowLeft: -1 }[event.key] || 0;
    if (down || aside) {
      event.preventDefault();
      event.stopPropagation();
      if (event.altKey) this.moveBy(card, down, aside);
      else this.look(list, index, down, aside);
    } else if (event.key === "Home" || event.key === "End") {
      event.preventDefault();
      const drawn = Math.min(list.cards.length, Math.max(this.drawn[list.letter] || STEP, STEP));
      this.focusCard(list.cards[event.key === "Home" ? 0 : drawn - 1].id);
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      this.open(card.id);
    }
  }

  look(list, index, down, aside) {
    if (down) {
      const next = list.cards[index + down];
      if (next) this.focusCard(next.id);
      return;
    }
    for (let place = this.lists.indexOf(list) + aside; this.lists[place]; place += aside) {
      const { cards } = this.lists[place];
      if (cards.length) {
        this.focusCard(cards[Math.min(index, cards.length - 1)].id);
        return;
      }
    }
  }

  moveBy(card, down, aside) {
    const { list, index } = this.where(card);
    const target = this.lists[this.lists.indexOf(list) + aside];
    const to = Math.max(0, index + down);
    if (!target || (!aside && (to === index || to >= list.cards.length))) {
      this.say(this.words.edge);
      return;
    }
    this.put(card, target.letter, aside ? Math.min(index, target.cards.length) : to);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), QUIET_MS);
  }

  // --- moving -----------------------------------------------------------------------------------

  apply(card, letter, index) {
    const { list, index: before } = this.where(card);
    const target = this.lists.find((one) => one.letter === letter);
    list.cards.splice(before, 1);
    target.cards.splice(index, 0, card);
    if (list !== target) {
      list.total -= 1;
      target.total += 1;
      if (list.whole) list.count = String(list.total);
      if (target.whole) target.count = String(target.total);
    }
    return { letter: list.letter, index: before };
  }

  put(card, letter, index) {
    const origin = this.apply(card, letter, index);
    const last = this.queue[this.queue.length - 1];
    if (last && last.id === card.id) Object.assign(last, { letter, index });
    else this.queue.push({ id: card.id, letter, index, origin });
    const target = this.lists.find((one) => one.letter === letter);
    if (index >= (this.drawn[letter] || STEP)) this.drawn[letter] = index + 1;
    this.focused = card.id;
    this.draw();
    const shown = this.cardElement(card.id);
    if (shown) shown.focus();
    this.say(
      filled(this.words.moved, {
        reference: `C-${card.id.slice(0, 8)}`,
        list: target.heading,
        rank: index + 1,
        n: target.total,
      }),
    );
  }

  send() {
    clearTimeout(this.timer);
    if (this.waiting || !this.queue.length) return; // sent when the answer to the move before has come
    const { id, letter, index, origin } = this.queue.shift();
    const card = this.find(id);
    if (!card || (origin.letter === letter && origin.index === index)) {
      this.settle();
      return;
    }
    const { list } = this.where(card);
    const above = list.cards[index - 1];
    const below = list.cards[index + 1];
    this.sent += 1;
    this.waiting = true;
    this.tell("moved", {
      number: this.sent,
      id,
      version: card.version,
      quadrant: letter,
      rank: index,
      after: above ? above.id : "",
      before: below ? below.id : "",
    });
    this.patience = setTimeout(() => {
      this.say(this.words.late);
      this.settle();
    }, PATIENCE_MS);
  }

  say(text) {
    this.live.textContent = "";
    // Emptied first, so that the same sentence twice is said twice.
    setTimeout(() => {
      this.live.textContent = text;
    }, 30);
  }

  // --- dragging with a mouse or a pen -------------------------------------------------------------

  down(event) {
    if (event.button !== 0 || event.pointerType === "touch" || event.target.closest("button")) return;
    const item = event.target.closest("li.carte");
    if (!item) return;
    const rect = item.getBoundingClientRect();
    this.drag = {
      id: item.dataset.id,
      item,
      pointer: event.pointerId,
      x: event.clientX,
      y: event.clientY,
      dx: event.clientX - rect.left,
      dy: event.clientY - rect.top,
      width: rect.width,
      ghost: null,
      target: null,
    };
    this.onMove = (move) => this.dragged(move);
    this.onUp = (up) => this.dropped(up);
    this.onCancel = () => this.endDrag();
    document.addEventListener("pointermove", this.onMove);
    document.addEventListener("pointerup", this.onUp);
    document.addEventListener("pointercancel", this.onCancel);
  }

  dragged(event) {
    const drag = this.drag;
    if (!drag || event.pointerId !== drag.pointer) return;
    drag.now = { x: event.clientX, y: event.clientY };
    if (!drag.ghost) {
      if (Math.hypot(event.clientX - drag.x, event.clientY - drag.y) < THRESHOLD) return;
      drag.ghost = drag.item.cloneNode(true);
      drag.ghost.className = "carte fantome";
      drag.ghost.setAttribute("aria-hidden", "true");
      drag.ghost.inert = true;
      drag.ghost.style.width = `${drag.width}px`;
      this.mark = element("li", "place");
      this.mark.setAttribute("aria-hidden", "true");
      this.root.append(drag.ghost);
      this.root.classList.add("glisse");
      drag.item.classList.add("tiree");
      drag.frame = requestAnimationFrame(() => this.roll());
    }
    event.preventDefault();
    const selection = document.getSelection();
    if (selection) selection.removeAllRanges();
    drag.ghost.style.transform = `translate(${event.clientX - drag.dx}px, ${event.clientY - drag.dy}px)`;
    this.aim();
  }

  aim() {
    const { drag } = this;
    const { x, y } = drag.now;
    let best = null;
    for (const section of this.columns.querySelectorAll("section.liste")) {
      const rect = section.getBoundingClientRect();
      const away = Math.hypot(
        Math.max(rect.left - x, 0, x - rect.right),
        Math.max(rect.top - y, 0, y - rect.bottom),
      );
      if (!best || away < best.away) best = { section, away };
    }
    const cards = best.section.querySelector("ol");
    let index = 0;
    let next = null;
    for (const item of cards.querySelectorAll("li.carte")) {
      if (item === drag.item) continue;
      const rect = item.getBoundingClientRect();
      if (y < rect.top + rect.height / 2) {
        next = item;
        break;
      }
      index += 1;
    }
    drag.target = { letter: cards.dataset.liste, index };
    if (this.mark.parentElement !== cards || this.mark.nextElementSibling !== next) {
      cards.insertBefore(this.mark, next);
    }
  }

  roll() {
    const { drag } = this;
    if (!drag || !drag.ghost) return;
    const { y } = drag.now;
    const cards = drag.target && this.columns.querySelector(`ol[data-liste="${drag.target.letter}"]`);
    if (cards) {
      const rect = cards.getBoundingClientRect();
      if (y < rect.top + EDGE) cards.scrollTop -= 9;
      else if (y > rect.bottom - EDGE) cards.scrollTop += 9;
    }
    const page = this.root.getRootNode().host.closest("[data-testid=stMain]");
    if (page && y < EDGE) page.scrollTop -= 12;
    if (page && y > window.innerHeight - EDGE) page.scrollTop += 12;
    this.aim();
    drag.frame = requestAnimationFrame(() => this.roll());
  }

  dropped(event) {
    const { drag } = this;
    if (!drag || event.pointerId !== drag.pointer) return;
    const { ghost, target, id } = drag;
    this.endDrag();
    if (!ghost || !target) return;
    const card = this.find(id);
    if (!card) return;
    const { list, index } = this.where(card);
    if (list.letter === target.letter && index === target.index) return;
    this.put(card, target.letter, target.index);
    this.send();
  }

  endDrag() {
    const { drag } = this;
    this.drag = null;
    if (!drag) return;
    document.removeEventListener("pointermove", this.onMove);
    document.removeEventListener("pointerup", this.onUp);
    document.removeEventListener("pointercancel", this.onCancel);
    if (drag.ghost) {
      cancelAnimationFrame(drag.frame);
      drag.ghost.remove();
      this.mark.remove();
      drag.item.classList.remove("tiree");
      this.root.classList.remove("glisse");
    }
  }
}
