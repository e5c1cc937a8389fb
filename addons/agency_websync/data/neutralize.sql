-- A copy of the database must not deliver to real websites.
UPDATE agency_web_endpoint SET active = FALSE;
