/** Tabs as the ARIA practices have them: one is in the tab order, arrows go to the next, the panel follows. */
export interface Tab { id: string; label: string }

export function Tabs({ tabs, current, label, onChoose }: { tabs: Tab[]; current: string; label: string; onChoose: (id: string) => void }) {
  const step = (event: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowLeft: -1, Home: -tabs.length, End: tabs.length }[event.key];
    if (!by) { return; }
    event.preventDefault();
    const now = tabs.findIndex((tab) => tab.id === current);
    const next = Math.abs(by) > 1 ? (by > 0 ? tabs.length - 1 : 0) : (now + by + tabs.length) % tabs.length;
    onChoose(tabs[next]!.id);
    document.getElementById(`tab-${tabs[next]!.id}`)?.focus();
  };
  return (
    <div class="tabs no-print" role="tablist" aria-label={label} onKeyDown={step}>
      {tabs.map((tab) => (
        <button key={tab.id} id={`tab-${tab.id}`} type="button" role="tab" aria-selected={tab.id === current} aria-controls="tab-panel"
          tabIndex={tab.id === current ? 0 : -1} onClick={() => onChoose(tab.id)}>{tab.label}</button>
      ))}
    </div>
  );
}
