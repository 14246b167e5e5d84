import { t } from '../text/t';

/** What became of the data a plan was made on, in words; nothing where it is the city's. Other words of the API are shown as they are. */
export function tellData(data: string | undefined): string {
  switch (data) {
    case undefined: case 'current': return '';
    case 'older map': return t('history.data.map');
    case 'older calls': return t('history.data.calls');
    case 'older signals': return t('history.data.signals');
    case 'older map and calls': return t('history.data.both');
    case 'older map and signals': return t('history.data.mapAndSignals');
    case 'older calls and signals': return t('history.data.callsAndSignals');
    case 'older map, calls and signals': return t('history.data.all');
    default: return data;
  }
}
