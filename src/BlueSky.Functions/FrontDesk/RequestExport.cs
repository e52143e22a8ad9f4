using System.Runtime.CompilerServices;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Requests;
using BlueSky.Functions.Settings;
using BlueSky.Functions.Staff;
using BlueSky.Functions.Submissions;
using CsvHelper;
using Microsoft.AspNetCore.Http;

namespace BlueSky.Functions.FrontDesk;

/// <summary>Exports requests as CSV (RFC 4180, UTF-8 with a byte order mark), row by row.</summary>
internal sealed class RequestExport(
    RequestSearch search, IRequestStore requests, FormCatalog forms, ClinicSettings clinic, StaffNames names,
    StaffSettings staff, TimeProvider clock)
{
    private const string FileName = "requests.csv";

    private static readonly string[] Header =
    [
        "Reference", "Form", "Received", "State", "Handled by", "Handled at", "Promised by", "Try again", "Name",
        "Phone", "Email", "Preferred contact", "Preferred time", "Language", "Message", "Other fields", "Notes", "Page",
    ];

    // The file is read without the page, so it is no place for "You".
    private static readonly StaffPerson Nobody = new("", "");

    /// <summary>Reads the first row before it answers, so that an outage is answered as one.</summary>
    public async Task<IResult> RunAsync(RequestQuery query, CancellationToken cancellationToken)
    {
        var rows = RowsOf(query, cancellationToken).GetAsyncEnumerator(cancellationToken);
        return await rows.MoveNextAsync() ? new CsvFile(FileName, Header, rows) : new CsvFile(FileName, Header, rows: null);
    }

    private async IAsyncEnumerable<string?[]> RowsOf(
        RequestQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var request in search.FindAllAsync(query, cancellationToken))
        {
            // Without a change there is no note.
            var history = request.Handling.Changes == 0
                ? []
                : await requests.ReadHistoryAsync(request.Key, cancellationToken).ToListAsync(cancellationToken);
            yield return CellsOf(request, history);
        }
    }

    private string?[] CellsOf(Submission request, List<RequestEvent> history)
    {
        var line = RequestIndexing.LineOf(request);
        return
        [
            request.Id,
            forms.Find(request.Kind)?.Title ?? "Unknown form",
            TimeOf(request.ReceivedAt),
            RequestText.StateOf(line.GroupAt(clock.GetUtcNow()), request.Handling).Words,
            request.Handling.By is { } by ? names.Of(by, Nobody) : null,
            TimeOf(request.Handling.At),
            TimeOf(line.PromisedBy),
            TimeOf(request.Handling.TryAgainAt),
            request.Name,
            request.Phone,
            request.Email,
            line.PreferredContact,
            line.PreferredTime,
            request.Language,
            request.Message,
            string.Join('\n', request.Fields.Where(IsOther).Select(field => $"{field.Name}: {field.Value}")),
            string.Join('\n', history.Where(entry => entry is { Note: not null, UndoneAt: null }).Select(NoteOf)),
            request.Source,
        ];
    }

    private string NoteOf(RequestEvent entry) =>
        $"{TimeOf(entry.At)}, {staff.NameOf(entry.By)}: {entry.Note}";

    private string? TimeOf(DateTimeOffset? time) => clinic.SpreadsheetTime(time);

    private static bool IsOther(PostedField field) => field.Name is not ("preferred_contact" or "preferred_time");
}

/// <summary>A CSV file whose rows are written as they are read.</summary>
/// <param name="rows">At the first row; null for none.</param>
internal sealed class CsvFile(string name, string[] header, IAsyncEnumerator<string?[]>? rows) : IResult
{
    // Signs that begin a formula, also in their full-width forms; a tab or a line break may come before one.
    private const string FormulaSigns = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    private static readonly CsvWriterOptions Options = new() { WriteByteOrderMark = true };

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        StaffHeaders.Apply(response);
        response.ContentType = "text/csv; charset=utf-8";
        response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
        await using (rows)
        {
            if (!HttpMethods.IsHead(httpContext.Request.Method))
            {
                await WriteAsync(httpContext);
            }
        }
    }

    private async Task WriteAsync(HttpContext context)
    {
        await using var csv = CsvWriter.Create(context.Response.Body, Options, leaveOpen: true);
        csv.WriteHeader(header);
        var isRow = rows is not null;
        while (isRow)
        {
            await csv.WriteRecordAsync([.. rows!.Current.Select(Safe)], context.RequestAborted);
            isRow = await rows.MoveNextAsync();
        }
    }

    /// <summary>A spreadsheet would calculate a cell that looks like a formula; an apostrophe makes it text.</summary>
    public static string? Safe(string? cell) =>
        cell?.TrimStart(' ') is { Length: > 0 } text && FormulaSigns.Contains(text[0]) ? $"'{cell}" : cell;

    /// <summary>The cell as it was before <see cref="Safe"/>.</summary>
    public static string Unsafe(string cell) =>
        cell is ['\'', .. var text] && Safe(text) != text ? text : cell;
}
