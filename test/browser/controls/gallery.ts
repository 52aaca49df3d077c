/** Every control in its main states, one under the other. Open with `?scene=NAME` for those whose name contains NAME. */
import { defineControls } from '../../../src/controls/index.ts';
import { scenes, show } from './scenes.ts';

defineControls();
const wanted = new URLSearchParams(location.search).get('scene') ?? '';
for (const scene of scenes.filter(({ name }) => name.includes(wanted))) {
  const section = document.createElement('section');
  const title = document.createElement('h1');
  title.textContent = scene.name;
  section.append(title);
  document.body.append(section);
  await show(scene, section);
}
document.body.dataset.ready = 'true';
