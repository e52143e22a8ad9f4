// Runs Azurite in this very process, and ends it when standard input closes: so it goes with the process that started
// it, however that one ended. First argument: the path of azurite.js; the rest is Azurite's.
const [azurite] = process.argv.splice(2, 1);

process.stdin.on('end', () => process.exit(0));
process.stdin.on('error', () => process.exit(0));
process.stdin.resume();

require(azurite);
