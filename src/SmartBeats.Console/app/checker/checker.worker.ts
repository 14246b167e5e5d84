import type { Asked, Told } from './checker';

/** What src/SmartBeats.Browser lets a page ask. */
interface Desk { Open(packed: Uint8Array): void; Measure(names: string[], beatOfArea: number[]): string }
interface DotNet {
  create(): Promise<{ getConfig(): { mainAssemblyName: string }; getAssemblyExports(name: string): Promise<{ SmartBeats: { Browser: { DraftDesk: Desk } } }> }>;
}

let desk: Promise<Desk> | null = null;

/** The library, started once: about a second. */
function start(folder: string): Promise<Desk> {
  desk ??= (async () => {
    const { dotnet } = await import(/* @vite-ignore */ `${folder}/dotnet.js`) as { dotnet: DotNet };
    const { getConfig, getAssemblyExports } = await dotnet.create();
    return (await getAssemblyExports(getConfig().mainAssemblyName)).SmartBeats.Browser.DraftDesk;
  })();
  return desk;
}

async function answer(asked: Asked): Promise<unknown> {
  const library = await start(asked.folder);
  if (asked.verb === 'open') {
    library.Open(new Uint8Array(asked.packed));
    return null;
  }
  return JSON.parse(library.Measure(asked.names, asked.beatOf));
}

addEventListener('message', ({ data }: MessageEvent<Asked>) => {
  answer(data).then((value) => ({ number: data.number, value }), (reason: unknown) => ({ number: data.number, fault: String(reason) }))
    .then((told: Told) => postMessage(told));
});
