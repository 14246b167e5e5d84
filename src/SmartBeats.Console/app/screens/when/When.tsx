import { Empty } from '../../shell/States';
import { t } from '../../text/t';

export default function When() {
  return <Empty title={t('when.title')} />;
}
