-- One row an uploaded object version: events come at least once and in any order.
CREATE TABLE IF NOT EXISTS uploads (
  upload_id text PRIMARY KEY,
  bucket text NOT NULL,
  object_key text NOT NULL,
  version_id text NOT NULL,
  -- Hexadecimal, padded with zeros on the right to 64 digits: so they compare as text.
  sequencer text COLLATE "C" NOT NULL,
  city text,
  -- reading, then loaded, refused or superseded.
  state text NOT NULL,
  -- Whether somebody was told; an upload is done with only then.
  told boolean NOT NULL DEFAULT false,
  -- The invocation that works on it. A killed one's repetition has the same id, another waits for the lease to end.
  owner text,
  leased_until timestamptz,
  first_seen_at timestamptz NOT NULL DEFAULT now());

CREATE INDEX IF NOT EXISTS uploads_by_object ON uploads (bucket, object_key, sequencer);
