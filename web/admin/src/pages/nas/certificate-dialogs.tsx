import {
  ApiForm,
  Button,
  Callout,
  CodeBlock,
  ConfirmDialog,
  Dialog,
  FormActions,
  TextAreaField,
  useApiForm,
} from '@trunkline/web-ui';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Nas } from './nas-queries.ts';
import {
  enterFingerprint,
  issueCertificate,
  removeCertificate,
  type IssuedCertificate,
} from './radsec-queries.ts';

interface CertificateDialogProps {
  nas: Nas;
  isOpen: boolean;
  onClose: () => void;
  onChanged: () => Promise<void>;
}

/** Makes one; then certificate, key and authority, of which the key is told this once. */
export function IssueCertificateDialog({
  nas,
  isOpen,
  onClose,
  onChanged,
}: CertificateDialogProps): ReactElement {
  const { t } = useTranslation('nas');
  const [issued, setIssued] = useState<IssuedCertificate>();
  return (
    <>
      <ConfirmDialog
        isOpen={isOpen}
        onClose={onClose}
        title={t('certificate.issueTitle', { name: nas.name })}
        confirmLabel={t('certificate.issue')}
        onConfirm={async () => {
          setIssued(await issueCertificate(nas.id));
          await onChanged();
        }}
        isDanger={nas.certificateFingerprint !== null}
      >
        {t(nas.certificateFingerprint === null ? 'certificate.issueText' : 'certificate.issueAnewText')}
      </ConfirmDialog>
      <Dialog
        isOpen={issued !== undefined}
        onClose={() => setIssued(undefined)}
        isDismissible={false}
        title={t('certificate.issued', { name: nas.name })}
        footer={
          <Button variant="primary" onClick={() => setIssued(undefined)}>
            {t('certificate.kept')}
          </Button>
        }
      >
        {issued && <IssuedParts issued={issued} />}
      </Dialog>
    </>
  );
}

function IssuedParts({ issued }: { issued: IssuedCertificate }): ReactElement {
  const { t } = useTranslation('nas');
  return (
    <div className="flex flex-col gap-4">
      <Callout tone="ok" live="polite" title={t('certificate.onceTitle')}>
        {t('certificate.onceText')}
      </Callout>
      {(['key', 'certificate', 'authority'] as const).map((part) => {
        const code = issued[part];
        return code !== null && <CodeBlock key={part} label={t(`certificate.part.${part}`)} code={code} />;
      })}
    </div>
  );
}

/** For a router that has a certificate already. */
export function EnterFingerprintDialog({
  nas,
  isOpen,
  onClose,
  onChanged,
}: CertificateDialogProps): ReactElement {
  const { t } = useTranslation('nas');
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={t('certificate.enterTitle', { name: nas.name })}
      description={t('certificate.enterText')}
    >
      {isOpen && <FingerprintForm nas={nas} onClose={onClose} onChanged={onChanged} />}
    </Dialog>
  );
}

function FingerprintForm({ nas, onClose, onChanged }: Omit<CertificateDialogProps, 'isOpen'>): ReactElement {
  const { t } = useTranslation('nas');
  const form = useApiForm<{ certificateFingerprint: string }>({
    defaultValues: { certificateFingerprint: nas.certificateFingerprint ?? '' },
    submit: ({ certificateFingerprint }) => enterFingerprint(nas, certificateFingerprint.trim()),
    onSaved: () => {
      void onChanged();
      onClose();
    },
  });
  return (
    <ApiForm form={form}>
      <TextAreaField
        name="certificateFingerprint"
        label={t('certificate.fingerprint')}
        hint={t('certificate.fingerprintHint')}
        rows={2}
        maxLength={100}
        isRequired
      />
      <FormActions submitLabel={t('certificate.enterSubmit')} onCancel={onClose} />
    </ApiForm>
  );
}

export function RemoveCertificateDialog({
  nas,
  isOpen,
  onClose,
  onChanged,
}: CertificateDialogProps): ReactElement {
  const { t } = useTranslation('nas');
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      title={t('certificate.removeTitle', { name: nas.name })}
      confirmLabel={t('certificate.remove')}
      onConfirm={async () => {
        await removeCertificate(nas.id);
        await onChanged();
      }}
      isDanger
    >
      {t('certificate.removeText')}
    </ConfirmDialog>
  );
}
