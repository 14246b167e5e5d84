import { Empty } from '../../shell/States';
import { t } from '../../text/t';

export default function Data() {
  return <Empty title={t('data.title')} />;
}
