package io.tributary.jobs.validate;

import io.tributary.connectors.beacon.BeaconBlockCodec;
import io.tributary.connectors.types.BinaryCodec;
import io.tributary.hotkey.access.KnownRevocations;
import io.tributary.hotkey.chain.BlockHash;
import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.lake.epoch.CarriedOver;
import io.tributary.lake.epoch.Freeze;
import io.tributary.lake.verdict.VerdictFinding;
import io.tributary.schemas.ObjectKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Last epoch, files carried over, whether one is open; then its freeze, the files carried over that
 * it states, revocations, findings, and whether and which seed block.
 */
public final class MinerEpochCodec implements BinaryCodec<MinerEpoch> {

  private static final long serialVersionUID = 1L;

  @Override
  public Class<MinerEpoch> type() {
    return MinerEpoch.class;
  }

  @Override
  public void write(MinerEpoch value, DataOutputView out) throws IOException {
    out.writeLong(value.last());
    writeCarried(value.carriedOver(), out);
    out.writeBoolean(value.open().isPresent());
    if (value.open().isPresent()) {
      writeOpen(value.open().get(), out);
    }
  }

  @Override
  public MinerEpoch read(int version, DataInputView in) throws IOException {
    long last = in.readLong();
    CarriedOver carriedOver = readCarried(in);
    return new MinerEpoch(
        last, carriedOver, in.readBoolean() ? Optional.of(readOpen(in)) : Optional.empty());
  }

  private static void writeOpen(MinerEpoch.Open open, DataOutputView out) throws IOException {
    Bytes.write(open.freeze().encode(), out);
    writeCarried(open.carriedOver(), out);
    Bytes.write(open.revocations().toBytes(), out);
    out.writeInt(open.findings().size());
    for (VerdictFinding finding : open.findings()) {
      FindingCodec.write(finding, out);
    }
    out.writeBoolean(open.seedBlockHash().isPresent());
    if (open.seedBlockHash().isPresent()) {
      BeaconBlockCodec.writeHash(open.seedBlockHash().get(), out);
    }
  }

  private static MinerEpoch.Open readOpen(DataInputView in) throws IOException {
    try {
      Freeze freeze = Freeze.decode(Bytes.read(in));
      CarriedOver carriedOver = readCarried(in);
      KnownRevocations revocations = KnownRevocations.fromBytes(Bytes.read(in));
      int count = in.readInt();
      List<VerdictFinding> findings = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        findings.add(FindingCodec.read(in));
      }
      Optional<BlockHash> seed =
          in.readBoolean() ? Optional.of(BeaconBlockCodec.readHash(in)) : Optional.empty();
      return new MinerEpoch.Open(freeze, carriedOver, revocations, findings, seed);
    } catch (MalformedBytesException e) {
      throw new IOException("an epoch that cannot be read: " + e.getMessage(), e);
    }
  }

  private static void writeCarried(CarriedOver carriedOver, DataOutputView out) throws IOException {
    out.writeInt(carriedOver.files().size());
    for (CarriedOver.File file : carriedOver.files()) {
      out.writeUTF(file.key().path());
      out.writeByte(file.undecidedEpochs());
    }
  }

  private static CarriedOver readCarried(DataInputView in) throws IOException {
    int count = in.readInt();
    List<CarriedOver.File> files = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String path = in.readUTF();
      ObjectKey key =
          ObjectKey.parse(path).orElseThrow(() -> new IOException("not a key of the lake"));
      files.add(new CarriedOver.File(key, in.readUnsignedByte()));
    }
    return CarriedOver.of(files);
  }
}
