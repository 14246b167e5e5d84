import { Empty } from '../../shell/States';
import { t } from '../../text/t';

export default function Run() {
  return <Empty title={t('run.title')} />;
}
