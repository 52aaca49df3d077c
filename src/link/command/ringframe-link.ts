#!/usr/bin/env node
/** The command `ringframe-link CONFIG`. It lies where its name says, so that what npm links is one file that starts the rest. */
import { readFileSync } from 'node:fs';
import { runCommand } from './run-command.ts';

const manifest = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as { version: string };

await runCommand(process.argv.slice(2), manifest.version);
