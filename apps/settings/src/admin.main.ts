import 'reflect-metadata';
import { bootFailed } from '@switchboard/runtime';
import { runAdmin } from './admin/run-admin';

/** `npm run admin -- COMMAND`. Exit code 1 and one line for what went wrong. */
runAdmin(process.argv.slice(2)).then((output) => console.log(output), bootFailed);
