using System.CommandLine;
using BlueSky.Functions.Submissions;

namespace BlueSky.Tool.Commands;

/// <summary>Reports the result of a command that reopens the submissions with an id.</summary>
internal static class ReopeningOutcome
{
    /// <param name="isQueued">Null when a submission was not reopened; false when it is not queued yet.</param>
    /// <param name="done">What was done to the reopened ones, e.g. "requeued".</param>
    /// <param name="obstacle">A sentence that says why none was reopened.</param>
    public static async Task<Outcome> ReportAsync<TResult>(
        ParseResult parsed, string id, IReadOnlyList<TResult> results, Func<TResult, bool?> isQueued, string done,
        Func<string> obstacle)
    {
        if (results.Count == 0)
        {
            await parsed.SayAsync("There is no submission with this id.");
            return Outcome.Nothing();
        }

        parsed.Print(results);
        if (results.All(result => isQueued(result) is null))
        {
            await parsed.SayAsync(obstacle());
            return Outcome.Nothing(id);
        }

        if (results.Any(result => isQueued(result) == false))
        {
            await parsed.SayAsync(
                $"It is {done}, but the queue could not be reached. Sweep retries it within minutes if it was received "
                + $"in the last {OpenMarker.MaxDays} days; otherwise run this command again.");
            return new Outcome(ExitCode.Failed, $"{done}, not queued", [id]);
        }

        return Outcome.Done(id);
    }
}
