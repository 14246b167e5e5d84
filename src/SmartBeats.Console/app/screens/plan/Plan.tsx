import { Empty } from '../../shell/States';
import { t } from '../../text/t';

export default function Plan() {
  return <Empty title={t('plan.title')} />;
}
