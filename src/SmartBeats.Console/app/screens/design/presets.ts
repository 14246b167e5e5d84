import type { PlanRequest } from './request';

/** A named request, kept with the city's settings. */
export interface Preset {
  name: string;
  request: PlanRequest;
}

/** Keeps a request under a name, in the place of one of that name (case is no difference). Names are in the order of the alphabet. */
export function keepPreset(presets: readonly Preset[], name: string, request: PlanRequest): Preset[] {
  const kept = { name: name.trim(), request };
  return [...removePreset(presets, name), kept].sort((a, b) => a.name.localeCompare(b.name));
}

export function removePreset(presets: readonly Preset[], name: string): Preset[] {
  return presets.filter((preset) => !isSameName(preset.name, name));
}

export function findPreset(presets: readonly Preset[], name: string): Preset | null {
  return presets.find((preset) => isSameName(preset.name, name)) ?? null;
}

function isSameName(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}
