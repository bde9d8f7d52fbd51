package io.kafkaworkflow.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ListenAddressTest {

  @Test
  void aPortAloneIsThisMachineAlone() {
    assertThat(ListenAddress.parse("8080")).contains(new ListenAddress("127.0.0.1", 8080));
    assertThat(ListenAddress.parse(":8080")).contains(new ListenAddress("127.0.0.1", 8080));
    assertThat(ListenAddress.parse("8080").orElseThrow().isLoopback()).isTrue();
  }

  @Test
  void namesAndAddressesOfBothFamiliesAreRead() {
    assertThat(ListenAddress.parse("0.0.0.0:80")).hasValueSatisfying(address -> {
      assertThat(address.isEverywhere()).isTrue();
      assertThat(address.isLoopback()).isFalse();
    });
    assertThat(ListenAddress.parse("[::1]:8080")).hasValueSatisfying(address -> {
      assertThat(address.isLoopback()).isTrue();
      assertThat(address).hasToString("[::1]:8080");
    });
    assertThat(ListenAddress.parse("localhost:0")).contains(new ListenAddress("localhost", 0));
  }

  @Test
  void whatIsNoAddressIsRefused() {
    assertThat(List.of("x", "127.0.0.1", "1.2.3.4:", "::1:80", "1.2.3.4:70000", "a b:80", "http://x:80")).allSatisfy(text ->
        assertThat(ListenAddress.parse(text)).isEmpty());
  }
}
