using BlueSky.Functions.Forms;
using BlueSky.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace BlueSky.Functions.Staff;

/// <summary>An uploaded file, in a temporary file that is deleted when this is disposed.</summary>
/// <param name="File">Empty when no file was chosen.</param>
internal sealed record Upload(Stream File, string FileName) : IAsyncDisposable
{
    public const int MaxBytes = 32 * 1024 * 1024;

    public ValueTask DisposeAsync() => File.DisposeAsync();
}

/// <summary>Result of reading an upload.</summary>
internal abstract record UploadResult
{
    private UploadResult()
    {
    }

    internal sealed record Read(Upload Upload) : UploadResult;

    internal sealed record NoToken : UploadResult;

    internal sealed record TooLarge : UploadResult;

    internal sealed record Malformed : UploadResult;
}

/// <summary>
/// Reads a form with one file. The page's token must come before the file, so that nothing is stored without it.
/// </summary>
internal static class UploadReader
{
    private const string MediaType = "multipart/form-data";
    private const int MaxBoundaryLength = 200;
    private const int MaxFields = 10;
    private const int MaxFieldBytes = 1_024;
    private const int BlockBytes = 64 * 1024;

    // Azure ends a request after 230 seconds.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(120);

    public static bool IsUpload(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Equals(MediaType, StringComparison.OrdinalIgnoreCase);

    public static async Task<UploadResult> ReadAsync(
        HttpRequest request, string csrfToken, CancellationToken cancellationToken)
    {
        if (request.ContentLength > Upload.MaxBytes + BlockBytes)
        {
            return new UploadResult.TooLarge();
        }

        var boundary = HeaderUtilities.RemoveQuotes(MediaTypeHeaderValue.Parse(request.ContentType).Boundary);
        if (boundary is not { Length: > 0 and <= MaxBoundaryLength })
        {
            return new UploadResult.Malformed();
        }

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Timeout);
        try
        {
            return await ReadAsync(new MultipartReader(boundary.Value!, request.Body), csrfToken, deadline.Token);
        }
        catch (Exception e) when (e is InvalidDataException or IOException
            || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return new UploadResult.Malformed();
        }
    }

    private static async Task<UploadResult> ReadAsync(
        MultipartReader form, string csrfToken, CancellationToken cancellationToken)
    {
        var fields = new List<PostedField>();
        while (await form.ReadNextSectionAsync(cancellationToken) is { } section)
        {
            if (section.AsFileSection() is { FileStream: { } file } sent)
            {
                return PostCheck.HasToken(new PostedForm(fields), csrfToken)
                    ? await StoreAsync(file, sent.FileName, cancellationToken)
                    : new UploadResult.NoToken();
            }

            if (fields.Count == MaxFields || section.AsFormDataSection() is not { } field
                || await ReadAsync(section.Body, MaxFieldBytes, cancellationToken) is not { } value)
            {
                return new UploadResult.Malformed();
            }

            fields.Add(new PostedField(field.Name, BodyText.Decode(value)));
        }

        // A browser sends no file when none was chosen.
        return PostCheck.HasToken(new PostedForm(fields), csrfToken)
            ? new UploadResult.Read(new Upload(Stream.Null, FileName: ""))
            : new UploadResult.NoToken();
    }

    /// <returns>Null when there are more bytes.</returns>
    private static async Task<byte[]?> ReadAsync(Stream body, int maxBytes, CancellationToken cancellationToken)
    {
        var bytes = new byte[maxBytes + 1];
        var length = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
        return length > maxBytes ? null : bytes[..length];
    }

    private static async Task<UploadResult> StoreAsync(
        Stream sent, string fileName, CancellationToken cancellationToken)
    {
        var file = OpenTemporary();
        try
        {
            var block = new byte[BlockBytes];
            for (int read; (read = await sent.ReadAsync(block, cancellationToken)) > 0;)
            {
                if (file.Length + read > Upload.MaxBytes)
                {
                    await file.DisposeAsync();
                    return new UploadResult.TooLarge();
                }

                await file.WriteAsync(block.AsMemory(0, read), cancellationToken);
            }

            // Browsers send the name; others may send a path.
            var name = PostedText.CleanLine(fileName.Split('/', '\\')[^1]);
            return new UploadResult.Read(new Upload(file, name));
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    private static FileStream OpenTemporary()
    {
        var path = Path.Combine(Path.GetTempPath(), $"bluesky-{Path.GetRandomFileName()}");
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            BufferSize = BlockBytes,
            Options = FileOptions.Asynchronous | FileOptions.DeleteOnClose,
        };
        if (OperatingSystem.IsWindows())
        {
            return new FileStream(path, options);
        }

        options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = new FileStream(path, options);
        // It stays readable while it is open, and is gone if the process is killed.
        File.Delete(path);
        return file;
    }
}
