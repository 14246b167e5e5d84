import { Empty } from '../../shell/States';
import { t } from '../../text/t';

export default function Settings() {
  return <Empty title={t('settings.title')} />;
}
