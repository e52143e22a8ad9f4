using BlueSky.Functions.Forms;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace BlueSky.Functions.Http;

/// <summary>
/// <c>multipart/form-data</c>. Files are not taken; the empty part of a file input left alone is ignored.
/// </summary>
internal static class MultipartBody
{
    /// <summary>RFC 2046 allows 70; some clients use more.</summary>
    private const int MaxBoundaryLength = 200;

    public static async Task<PostedForm> ParseAsync(ReadOnlyMemory<byte> body, string? boundary)
    {
        boundary = HeaderUtilities.RemoveQuotes(boundary).Value;
        if (boundary is not { Length: > 0 and <= MaxBoundaryLength })
        {
            throw new MalformedBodyException("The multipart body's boundary is missing.");
        }

        if (body.IsEmpty)
        {
            return new PostedForm([]);
        }

        try
        {
            using var stream = new MemoryStream(body.ToArray(), writable: false);
            return await ReadPartsAsync(new MultipartReader(boundary, stream));
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            throw new MalformedBodyException("The multipart body is malformed or ends early.");
        }
    }

    private static async Task<PostedForm> ReadPartsAsync(MultipartReader reader)
    {
        var fields = new FieldList();
        string? fileField = null;

        while (await reader.ReadNextSectionAsync() is { } part)
        {
            if (!ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var disposition)
                || !disposition.DispositionType.Equals("form-data", StringComparison.OrdinalIgnoreCase)
                || !disposition.Name.HasValue)
            {
                throw new MalformedBodyException("A part of the multipart body does not say which field it is.");
            }

            using var content = new MemoryStream();
            await part.Body.CopyToAsync(content);
            if (disposition.FileName.HasValue || disposition.FileNameStar.HasValue)
            {
                fileField ??= content.Length > 0 ? NameOf(disposition) : null;
                continue;
            }

            fields.Add(NameOf(disposition), BodyText.Decode(content.GetBuffer().AsSpan(0, (int)content.Length)));
        }

        return fields.ToForm(fileField);
    }

    // Browsers write a quote or a line break in a name as %22, %0D, %0A, and leave all else as it is.
    private static string NameOf(ContentDispositionHeaderValue disposition)
    {
        // Bytes that are not UTF-8 have become replacement characters: a name is not worth losing the value for.
        return HeaderUtilities.RemoveQuotes(disposition.Name).ToString()
            .Replace("%22", "\"", StringComparison.Ordinal)
            .Replace("%0D", "\r", StringComparison.Ordinal)
            .Replace("%0A", "\n", StringComparison.Ordinal);
    }
}
