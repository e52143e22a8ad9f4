namespace BlueSky.Benchmarks.SortedStorage;

/// <summary>Rows in the order of their keys, in blocks, so that a row between others moves few of them.</summary>
internal sealed class SortedRows
{
    private const int MaxPerBlock = 1_024;

    private readonly List<List<Row>> blocks = [];

    public Row? Find(EntityKey key)
    {
        var (block, index, isFound) = Locate(key);
        return isFound ? blocks[block][index] : null;
    }

    /// <summary>Adds or replaces a row.</summary>
    public void Put(Row row)
    {
        var (block, index, isFound) = Locate(row.Key);
        if (isFound)
        {
            blocks[block][index] = row;
            return;
        }

        if (blocks.Count == 0)
            blocks.Add([]);
        if (blocks[block].Count < MaxPerBlock)
        {
            blocks[block].Insert(index, row);
            return;
        }

        // What is added in order fills its blocks.
        var isLast = block == blocks.Count - 1 && index == MaxPerBlock;
        var kept = isLast ? MaxPerBlock : MaxPerBlock / 2;
        blocks.Insert(block + 1, blocks[block][kept..]);
        blocks[block].RemoveRange(kept, MaxPerBlock - kept);
        if (index < kept)
            blocks[block].Insert(index, row);
        else
            blocks[block + 1].Insert(index - kept, row);
    }

    public void Remove(EntityKey key)
    {
        var (block, index, isFound) = Locate(key);
        if (!isFound)
            return;
        blocks[block].RemoveAt(index);
        if (blocks[block].Count == 0)
            blocks.RemoveAt(block);
    }

    /// <summary>The next rows from a key on, with the row of that key.</summary>
    public List<Row> From(EntityKey key, int count)
    {
        var (block, index, _) = Locate(key);
        var found = new List<Row>(count);
        for (; block < blocks.Count && found.Count < count; block++, index = 0)
            found.AddRange(blocks[block].Skip(index).Take(count - found.Count));
        return found;
    }

    /// <returns>Where it is, or where it belongs.</returns>
    private (int Block, int Index, bool IsFound) Locate(EntityKey key)
    {
        var (low, high) = (0, blocks.Count - 1);
        while (low < high)
        {
            // The last block that begins at the key or before it.
            var middle = (low + high + 1) / 2;
            if (blocks[middle][0].Key.CompareTo(key) <= 0)
                low = middle;
            else
                high = middle - 1;
        }

        if (blocks.Count == 0)
            return (0, 0, false);
        var block = blocks[low];
        var (from, until) = (0, block.Count);
        while (from < until)
        {
            var middle = (from + until) / 2;
            if (block[middle].Key.CompareTo(key) < 0)
                from = middle + 1;
            else
                until = middle;
        }

        return (low, from, from < block.Count && block[from].Key == key);
    }
}
