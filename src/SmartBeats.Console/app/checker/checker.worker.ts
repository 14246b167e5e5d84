import type { Asked, Told } from './checker';

/** What src/SmartBeats.Browser lets a page ask. */
interface Desk {
  Open(packed: Uint8Array): string; Measure(names: string[], beatOfArea: number[]): string;
  Help(names: string[], beatOfArea: number[], order: string): string;
  OpenResponse(packed: Uint8Array): void; MeasureResponse(names: string[], beatOfArea: number[]): string;
}
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
  if (asked.verb === 'openResponse') { library.OpenResponse(new Uint8Array(asked.packed)); return null; }
  const text = asked.verb === 'open' ? library.Open(new Uint8Array(asked.packed))
    : asked.verb === 'measure' ? library.Measure(asked.names, asked.beatOf)
    : asked.verb === 'response' ? library.MeasureResponse(asked.names, asked.beatOf)
    : library.Help(asked.names, asked.beatOf, JSON.stringify(asked.order));
  return JSON.parse(text);
}

addEventListener('message', ({ data }: MessageEvent<Asked>) => {
  answer(data).then((value) => ({ number: data.number, value }), (reason: unknown) => ({ number: data.number, fault: reason instanceof Error ? reason.message : String(reason) }))
    .then((told: Told) => postMessage(told));
});
