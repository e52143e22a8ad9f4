namespace BlueSky.Endurance;

/// <summary>One look; not a number where there was nothing to look at.</summary>
/// <param name="Worker">Its process id: another one after each kill.</param>
/// <param name="Memory">Resident, in megabytes.</param>
/// <param name="Open">Submissions with something left to be done.</param>
/// <param name="Median">Milliseconds from a first click to its success, since the last look.</param>
/// <param name="Slowest">The same, of the slowest in a hundred.</param>
internal sealed record SoakSample(
    int Worker, double Memory, double Handles, double Open, double Median, double Slowest);
