import { Empty } from '../../shell/States';
import { t } from '../../text/t';

export default function Design() {
  return <Empty title={t('design.title')} />;
}
