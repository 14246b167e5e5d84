import { Empty } from '../../shell/States';
import { t } from '../../text/t';

export default function History() {
  return <Empty title={t('history.title')} />;
}
