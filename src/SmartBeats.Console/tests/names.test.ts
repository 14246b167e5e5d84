import { expect, test } from 'vitest';
import { readPackedMap } from '../app/map/packedMap';
import { nameArea, layOut, prepareMap } from '../app/plan/model';
import { search } from '../app/plan/search';
import { packGrid } from './grid';

const map = prepareMap(readPackedMap(packGrid(4, 2, [])));
const division = { name: 'one', beats: [{ beat: 1 }], areas: { beat: [1, 1, 1, 1, 1, 1, 1, 1] } };
const laid = layOut(division, map, ['Old Mill', 'Old Mill', null, 'Palo Heights', 'a4', 'Old Mill', null, null]);

test('Names that several areas have are found once, by any word, with the box of all of them', () => {
  expect(search(laid, 'mill')).toEqual([{ kind: 'named', text: 'Old Mill', box: [0, 0, 2, 2] }]);
  expect(search(laid, 'heights p')).toEqual([{ kind: 'named', text: 'Palo Heights', box: [3, 0, 4, 1] }]);
  expect(search(laid, 'a1').map((found) => found.text)).toEqual(['a1']);
});

test('An area is told by its id, and by its name where that is another', () => {
  expect([0, 2, 4].map((area) => nameArea(laid, area))).toEqual(['Area a0 (Old Mill)', 'Area a2', 'Area a4']);
});
