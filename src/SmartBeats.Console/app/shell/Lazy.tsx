import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { asFault } from './useAnswer';
import { Fault, Loading } from './States';
import type { ApiFault } from '../api/client';
import type { ScreenProps } from '../screens';

/** Draws a screen whose script is fetched when it is first asked for. */
export function Lazy({ load, ...props }: { load: () => Promise<{ default: ComponentType<ScreenProps> }> } & ScreenProps) {
  const [loaded, setLoaded] = useState<{ load: typeof load; screen: ComponentType<ScreenProps> } | null>(null);
  const [fault, setFault] = useState<ApiFault | null>(null);
  useEffect(() => {
    let wanted = true;
    load().then((module) => { if (wanted) { setLoaded({ load, screen: module.default }); } }, (reason: unknown) => setFault(asFault(reason)));
    return () => { wanted = false; };
  }, [load]);
  if (fault) { return <Fault fault={fault} retry={() => location.reload()} />; }
  if (loaded?.load !== load) { return <Loading />; }
  const Screen = loaded.screen;
  return <Screen {...props} />;
}
