// What panels are made of, and what one does to come and to go.
import { style } from './dom.js';

export * from './dom.js';
export * from './facts.js';
export * from './words.js';

/**
 * Gives {mount, unmount} for a module to export whose words and style are in /panels/ID/. frame(t) draws the parts, `root` among them; make(parts, studio, t)
 * gives {listen, begin}: what listen() returns is called when the panel is left; during begin() the root is of the class `loading`.
 */
export function panel(id, frame, make) {
  let stops = [], turn;
  return {
    async mount(element, studio) {
      const mine = turn = {}, folder = `/panels/${id}/`, t = await studio.text(folder);
      if (turn !== mine) return; // it was left meanwhile
      await style(element, `${folder}${id}.css`);
      if (turn !== mine) return;
      const parts = frame(t);
      element.append(parts.root);
      const { listen, begin } = make(parts, studio, t);
      stops = listen();
      const skeleton = setTimeout(() => parts.root.classList.add('loading'), 200);
      await Promise.resolve(begin()).finally(() => { clearTimeout(skeleton); parts.root.classList.remove('loading'); });
    },
    unmount(element) {
      turn = null;
      for (const stop of stops) stop();
      stops = [];
      element.replaceChildren();
    },
  };
}
