package mezzotint.adapter.lora;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Names of SDXL's layers as kohya's scripts write them. */
class LdmNamesTest {

    private static final LdmNames SDXL = LdmNames.of(List.of("unet.down_blocks.0.resnets.0.conv1", "unet.down_blocks.0.resnets.0.conv1", "unet.down_blocks.0.resnets.1.conv1",
            "unet.up_blocks.0.attentions.0.proj_in", "unet.up_blocks.1.attentions.2.proj_in", "text_encoder.x"));

    @TestFactory
    Stream<DynamicTest> numbersTheBlocks() {
        return Map.ofEntries(Map.entry("down_blocks.1.attentions.0.proj_in", "input_blocks_4_1_proj_in"),
                Map.entry("down_blocks.2.attentions.1.transformer_blocks.9.attn1.to_q", "input_blocks_8_1_transformer_blocks_9_attn1_to_q"),
                Map.entry("mid_block.attentions.0.proj_out", "middle_block_1_proj_out"), Map.entry("mid_block.resnets.1.conv1", "middle_block_2_in_layers_2"),
                Map.entry("up_blocks.0.attentions.2.proj_in", "output_blocks_2_1_proj_in"), Map.entry("up_blocks.1.attentions.0.proj_in", "output_blocks_3_1_proj_in"),
                Map.entry("down_blocks.0.downsamplers.0.conv", "input_blocks_3_0_op"), Map.entry("up_blocks.0.upsamplers.0.conv", "output_blocks_2_2_conv"),
                Map.entry("down_blocks.1.resnets.0.conv_shortcut", "input_blocks_4_0_skip_connection"), Map.entry("up_blocks.2.resnets.1.time_emb_proj", "output_blocks_7_0_emb_layers_1"),
                Map.entry("conv_in", "input_blocks_0_0"), Map.entry("time_embedding.linear_2", "time_embed_2"), Map.entry("conv_out", "out_2"))
                .entrySet().stream().map(each -> DynamicTest.dynamicTest(each.getKey(), () -> assertEquals(Optional.of("lora_unet_" + each.getValue()), SDXL.layer("unet." + each.getKey()))));
    }

    @Test
    void anUpsamplerWithoutAttentionIsTheSecondInItsBlock() {
        LdmNames sd15 = LdmNames.of(List.of("unet.down_blocks.0.resnets.0.conv1", "unet.down_blocks.0.resnets.1.conv1"));
        assertEquals(Optional.of("lora_unet_output_blocks_2_1_conv"), sd15.layer("unet.up_blocks.0.upsamplers.0.conv"));
    }

    @Test
    void knowsNothingOutsideOfTheDenoiser() {
        assertEquals(Optional.empty(), SDXL.layer("text_encoder.text_model.encoder.layers.0.mlp.fc1"));
        assertEquals(Optional.empty(), SDXL.layer("unet.somewhere_else"));
    }
}
