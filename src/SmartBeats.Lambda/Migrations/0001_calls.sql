-- The cities' calls, their version, and rows on their way in.
CREATE TABLE IF NOT EXISTS calls (
  city text NOT NULL,
  event_number text COLLATE "C" NOT NULL,
  priority smallint NOT NULL,
  is_incident smallint NOT NULL,
  longitude double precision NOT NULL,
  latitude double precision NOT NULL,
  utc_seconds bigint NOT NULL,
  local_seconds bigint NOT NULL,
  disposition text NOT NULL,
  service_minute_hundredths integer,
  units integer,
  -- The row's share of the version: CallSetVersion.HashOf, 0 to 2^128 - 1.
  row_hash numeric(39, 0) NOT NULL,
  PRIMARY KEY (city, event_number));

CREATE INDEX IF NOT EXISTS calls_by_place ON calls (city, longitude, latitude);

-- Also the lock of a city: whoever changes its calls holds this row first.
CREATE TABLE IF NOT EXISTS call_sets (
  city text PRIMARY KEY,
  row_hash_sum numeric(39, 0) NOT NULL DEFAULT 0,
  row_count bigint NOT NULL DEFAULT 0);

-- What a load came to is kept with the rows it changed, so that a commit whose answer was lost can be asked again.
CREATE TABLE IF NOT EXISTS loads (
  load_id text PRIMARY KEY,
  city text NOT NULL,
  begun_at timestamptz NOT NULL DEFAULT now(),
  inserted bigint,
  updated bigint,
  unchanged bigint,
  version_sum numeric(39, 0),
  version_rows bigint);

CREATE TABLE IF NOT EXISTS staged_chunks (
  load_id text NOT NULL,
  chunk integer NOT NULL,
  PRIMARY KEY (load_id, chunk));

CREATE TABLE IF NOT EXISTS staged_calls (
  load_id text NOT NULL,
  event_number text COLLATE "C" NOT NULL,
  -- Place in the file: of two rows with one event number the later wins, in whatever order chunks arrive.
  place bigint NOT NULL,
  priority smallint NOT NULL,
  is_incident smallint NOT NULL,
  longitude double precision NOT NULL,
  latitude double precision NOT NULL,
  utc_seconds bigint NOT NULL,
  local_seconds bigint NOT NULL,
  disposition text NOT NULL,
  service_minute_hundredths integer,
  units integer,
  row_hash numeric(39, 0) NOT NULL,
  PRIMARY KEY (load_id, event_number));
