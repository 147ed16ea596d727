package io.tributary.jobs.validate;

import io.tributary.connectors.beacon.BeaconBlock;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperatorFactory;

/** Makes {@link ValidateMinersOperator}s on the machines where they run. */
final class ValidateMinersOperatorFactory extends AbstractStreamOperatorFactory<EpochNotice>
    implements TwoInputStreamOperatorFactory<MinerNotice, BeaconBlock, EpochNotice> {

  private static final long serialVersionUID = 1L;

  private final ValidationSettings settings;
  private final ValidationServices services;

  ValidateMinersOperatorFactory(ValidationSettings settings, ValidationServices services) {
    this.settings = settings;
    this.services = services;
  }

  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  public <T extends StreamOperator<EpochNotice>> T createStreamOperator(
      StreamOperatorParameters<EpochNotice> parameters) {
    return (T) new ValidateMinersOperator(parameters, settings, services);
  }

  @Override
  @SuppressWarnings("rawtypes")
  public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
    return ValidateMinersOperator.class;
  }
}
