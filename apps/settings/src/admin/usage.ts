export const usage = `Usage: npm run admin -- COMMAND [OPTIONS]

Commands that work on the database (DATABASE_URL); the running settings service announces what they write:
  create-operator --email EMAIL [--name NAME]
  create-team     --name NAME --manager-email EMAIL [--manager-name NAME] [--method manual|automatic]
                  [--strategy least-assigned|round-robin] [--time-zone ZONE]
  create-agent    --team ID --name NAME --email EMAIL [--roles agent,manager] [--capacity N]
  create-channel  --team ID --name NAME [--origins https://a.example,https://b.example]
                  pages of PUBLIC_URL (default http://127.0.0.1:8080) are allowed as well
  rotate-signing-key

Commands that ask a running service, as SWITCHBOARD_OPERATOR_EMAIL with SWITCHBOARD_OPERATOR_PASSWORD at PUBLIC_URL
(default as above):
  dead-letters    --service NAME [--url URL] [--limit N]
  redrive         --service NAME [--url URL] ID

Options:
  --password-stdin  read the new account's password from standard input instead of generating one
  --url URL         where that service listens when it is not behind PUBLIC_URL
  --json            print JSON
  --help            print this

Generated passwords and keys are printed once and kept only as hashes.`;
