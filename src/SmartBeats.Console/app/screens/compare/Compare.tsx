import { Empty } from '../../shell/States';
import { t } from '../../text/t';

export default function Compare() {
  return <Empty title={t('compare.title')} />;
}
