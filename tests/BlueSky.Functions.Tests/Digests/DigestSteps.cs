using BlueSky.Functions.Digests;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Processing;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Tests.Digests;

/// <summary>What a digest tells of, and the digest itself.</summary>
internal sealed class DigestSteps(TestApp app)
{
    public async Task DigestAsync()
    {
        await app.ProcessQueueAsync();
        await app.Get<DailyDigest>().RunAsync(CancellationToken.None);
        await app.ProcessQueueAsync();
    }

    /// <summary>A subscription that could not be processed: not on the list of requests, so told of once.</summary>
    public async Task<string> FailedAsync(string email = "visitor@example.org")
    {
        var id = await app.AcceptAsync("subscribe", ("email", email));
        await app.Get<PoisonedMessages>().FailAsync(Assert.Single(app.Queue.TakeVisible()), CancellationToken.None);
        return id;
    }

    public async Task<string> QuarantineAsync(string form, params (string Name, string Value)[] fields)
    {
        var definition = app.Get<FormCatalog>().Find(form)!;
        var posted = new PostedForm(fields.Select(field => new PostedField(field.Name, field.Value)).ToList());
        var receipt = await app.Get<Intake>().AcceptAsync(SubmissionDraft.FromForm(
            definition, FormEntry.From(definition, posted), new PostedFrom(Page: null),
            new Judgement("spam signals: markup")));
        return receipt.Id;
    }
}
