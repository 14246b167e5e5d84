import { describe, expect, it } from 'vitest';
import { prepareContext } from '../app/map/context';
import { search } from '../app/plan/search';
import type { PlanOnMap } from '../app/plan/model';

const context = prepareContext({ layers: [
  { kind: 'roads', file: 'roads.zip', notes: [], features: [
    { name: 'E Market Blvd', rank: 2, paths: [[-11300000, 3300000, 100, 0, 100, 50], [-11290000, 3300000, 10, 10]] },
    { name: 'Market Sq', rank: 3, paths: [[-11300000, 3300500, 10, 0]] },
    { rank: 3, paths: [[0, 0, 1, 1]] },
  ] },
  { kind: 'water', file: 'water.zip', notes: [], features: [
    { name: 'Rio Palo', rank: 1, paths: [[0, 0, 10, 0, 0, 10, -10, -10], [0, 0, 5, 5]] },
  ] },
  { kind: 'places', file: 'places.zip', notes: [], features: [{ name: 'Depot <b>', rank: 1, paths: [[100000, 200000]] }] },
] });

describe('what is drawn under the beats', () => {
  it('steps become places, rings areas, points places', () => {
    expect(context.roads.features[0]!.geometry).toEqual({ type: 'MultiLineString', coordinates: [[[-113, 33], [-112.999, 33], [-112.998, 33.0005]], [[-112.9, 33], [-112.8999, 33.0001]]] });
    expect(context.water.features.map((one) => one.geometry.type)).toEqual(['Polygon', 'MultiLineString']);
    expect(context.places.features[0]!.geometry).toEqual({ type: 'Point', coordinates: [1, 2] });
    expect(context.named.map((one) => one.name)).toEqual(['E Market Blvd', 'Market Sq', 'Rio Palo', 'Depot <b>']);
    expect(context.named[0]!.box).toEqual([-113, 33, -112.8999, 33.0005]);
  });

  it('streets are found by any word of their name, the larger first', () => {
    const plan = { names: [], beats: [{ beat: 1, name: 'M3' }], city: { packed: { ids: ['0101', '0102'] } } } as unknown as PlanOnMap;
    const names = (typed: string) => search(plan, typed, context.named).map((one) => one.text);
    expect(names('mark')).toEqual(['Market Sq', 'E Market Blvd']);
    expect(names('e market')).toEqual(['E Market Blvd']);
    expect(names('blvd e')).toEqual(['E Market Blvd']);
    expect(names('palo')).toEqual(['Rio Palo']);
    expect(names('m')).toEqual(['M3', 'Market Sq', 'E Market Blvd']);
    expect(names('0101')).toEqual(['0101']);
    expect(names('nowhere')).toEqual([]);
  });
});
