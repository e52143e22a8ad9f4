using Azure;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using BlueSky.Functions.Settings;
using BlueSky.Functions.Storage;

namespace BlueSky.Tool.Doctor;

/// <summary>Whether the nightly exports are there, and new. Makes nothing, as the app would.</summary>
internal sealed class BackupCheck(BlobContainerClient exports, DateOnly today)
{
    public const string What = "backup: whether there is an export";

    /// <summary>As the app's own alert.</summary>
    private const int MaxDays = 2;

    public async Task<Finding> RunAsync(CancellationToken stop)
    {
        try
        {
            var days = await ListDaysAsync(stop);
            foreach (var day in days.OrderDescending().Take(MaxDays + 1))
            {
                if (await exports.GetBlobClient(BackupContainer.ManifestPathOf(day)).ExistsAsync(stop))
                {
                    return day >= today.AddDays(-MaxDays)
                        ? Finding.Ok($"backup: the newest complete export is of {DayText.Of(day)}")
                        : TooOld($"the newest complete export is of {DayText.Of(day)}");
                }
            }

            return days.Count > 1 ? TooOld("no export of the last days is complete") : NoneYet;
        }
        catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.ContainerNotFound)
        {
            return NoneYet;
        }
        catch (RequestFailedException e) when (e.Status == 403)
        {
            return Finding.Wrong(
                "backup: you may not read the exports.",
                "Give yourself the role Storage Blob Data Reader on their account; a new role takes some minutes.");
        }
        catch (Exception e) when (e is RequestFailedException or AggregateException or AuthenticationFailedException)
        {
            return Finding.Wrong(
                "backup: the account of the exports cannot be reached.",
                "Check Backup:AccountName or Backup:ConnectionString, and the account's network rules.");
        }
    }

    private static Finding NoneYet => Finding.Ok("backup: no export yet; the function backup makes one within an hour");

    private static Finding TooOld(string what) => Finding.Wrong(
        $"backup: {what}.", "docs/runbook.md says what to do, under critical.");

    private async Task<IReadOnlyList<DateOnly>> ListDaysAsync(CancellationToken stop)
    {
        var days = new List<DateOnly>();
        await foreach (var item in exports.GetBlobsByHierarchyAsync(
            new GetBlobsByHierarchyOptions { Delimiter = "/" }, stop))
        {
            if (item.IsPrefix && DayText.TryParse(item.Prefix.TrimEnd('/')) is { } day)
            {
                days.Add(day);
            }
        }

        return days;
    }
}
