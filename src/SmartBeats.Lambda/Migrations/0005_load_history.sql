-- Which load a call is of (0: from before loads were counted), what it was before a later one, and which loads brought it alike.
ALTER TABLE calls ADD COLUMN IF NOT EXISTS load integer NOT NULL DEFAULT 0;

-- Loads that were committed; the table loads is of those on their way in.
CREATE TABLE IF NOT EXISTS call_loads (
  city text NOT NULL,
  load integer NOT NULL,
  name text NOT NULL,
  loaded_at timestamptz NOT NULL DEFAULT now(),
  inserted bigint NOT NULL,
  updated bigint NOT NULL,
  unchanged bigint NOT NULL,
  removed bigint NOT NULL,
  -- The period it replaced, in local seconds; NULL for none.
  replaced_from bigint,
  replaced_to bigint,
  taken_back_at timestamptz,
  PRIMARY KEY (city, load));

CREATE TABLE IF NOT EXISTS former_calls (
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
  nature text,
  source smallint,
  unit text,
  beat text,
  received_utc bigint,
  dispatched_utc bigint,
  arrived_utc bigint,
  cleared_utc bigint,
  row_hash numeric(39, 0) NOT NULL,
  load integer NOT NULL,
  -- The load that changed or removed it.
  until_load integer NOT NULL,
  PRIMARY KEY (city, event_number, load));

CREATE TABLE IF NOT EXISTS kept_calls (
  city text NOT NULL,
  event_number text COLLATE "C" NOT NULL,
  load integer NOT NULL,
  PRIMARY KEY (city, event_number, load));
