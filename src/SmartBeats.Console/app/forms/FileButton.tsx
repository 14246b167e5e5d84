/** A button that chooses one file; the input itself is only for the keyboard and the screen reader. */
export function FileButton({ label, accept, take }: { label: string; accept: string; take: (file: File | undefined) => void }) {
  return (
    <label class="file-button small">{label}
      <input type="file" accept={accept} onChange={(event) => { take(event.currentTarget.files?.[0]); event.currentTarget.value = ''; }} />
    </label>
  );
}
