"""Bring a person who follows a link to an anchor there, once what stands above it is drawn.

Streamlit scrolls to an anchor as soon as its heading appears, when the page is still growing, and
drops the anchor when it writes the address anew; the browser remembers what was asked first.
"""

from __future__ import annotations

import streamlit as st

_SCRIPT = """<span hidden></span><script>
(() => {
  const first = performance.getEntriesByType('navigation')[0];
  const asked = first && !window.ancreSuivie ? new URL(first.name) : null;
  window.ancreSuivie = true;
  const hash = location.hash || (asked && asked.pathname === location.pathname ? asked.hash : '');
  const wanted = decodeURIComponent(hash.slice(1));
  if (!wanted) return;
  let left = 50, still = 0, before = null;
  for (const sign of ['wheel', 'touchmove', 'keydown', 'pointerdown'])
    addEventListener(sign, () => { left = 0; }, { once: true, passive: true });
  const go = () => {
    if (left-- <= 0) return;
    const target = document.getElementById(wanted);
    if (target) {
      target.scrollIntoView();
      const top = target.getBoundingClientRect().top;
      still = before !== null && Math.abs(top - before) < 2 ? still + 1 : 0;
      before = top;
    }
    if (still < 5) setTimeout(go, 200);
  };
  setTimeout(go, 100);
})();
</script>"""


def go_to_anchor() -> None:
    """Call it at the head of a page with anchors; the script is fixed and holds nothing that was typed."""
    st.html(_SCRIPT, unsafe_allow_javascript=True)
