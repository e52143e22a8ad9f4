// Unpacks the browser into the temporary folder, if it is not there yet, and prints where it is.
import chromium from '@sparticuz/chromium';

process.stdout.write(await chromium.executablePath());
