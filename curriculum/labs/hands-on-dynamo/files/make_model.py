"""Make a folder that looks like a tiny model: configuration and tokenizer, no weights.

The simulated workers need a tokenizer to count tokens; with this one nothing has to be
downloaded. One byte of text is one token. Only the standard library.
"""

import json
from pathlib import Path

SPECIAL = ["<|end|>", "<|user|>", "<|assistant|>"]
TEMPLATE = (
    "{% for m in messages %}<|{{ m['role'] }}|>{{ m['content'] }}<|end|>{% endfor %}"
    "{% if add_generation_prompt %}<|assistant|>{% endif %}"
)


def byte_names():
    """Name the 256 bytes as byte-level tokenizers do: printable, each only once."""
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    hidden = [byte for byte in range(256) if byte not in printable]
    names = {byte: chr(byte) for byte in printable}
    names |= {byte: chr(256 + number) for number, byte in enumerate(hidden)}
    return [names[byte] for byte in range(256)]


def main():
    byte_level = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True}
    added = {"single_word": False, "lstrip": False, "rstrip": False}
    added |= {"normalized": False, "special": True}
    files = {
        "tokenizer.json": {
            "version": "1.0",
            "truncation": None,
            "padding": None,
            "added_tokens": [
                {"id": 256 + number, "content": word, **added}
                for number, word in enumerate(SPECIAL)
            ],
            "normalizer": None,
            "pre_tokenizer": byte_level | {"use_regex": False},
            "post_processor": None,
            "decoder": byte_level | {"use_regex": False},
            "model": {
                "type": "BPE",
                "dropout": None,
                "unk_token": None,
                "continuing_subword_prefix": None,
                "end_of_word_suffix": None,
                "fuse_unk": False,
                "byte_fallback": False,
                "ignore_merges": False,
                "vocab": {name: number for number, name in enumerate(byte_names())},
                "merges": [],
            },
        },
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "eos_token": SPECIAL[0],
            "model_max_length": 8192,
            "chat_template": TEMPLATE,
        },
        "config.json": {
            "architectures": ["LlamaForCausalLM"],
            "model_type": "llama",
            "vocab_size": 256 + len(SPECIAL),
            "hidden_size": 256,
            "num_hidden_layers": 4,
            "num_attention_heads": 4,
            "num_key_value_heads": 4,
            "head_dim": 64,
            "intermediate_size": 512,
            "max_position_embeddings": 8192,
            "eos_token_id": 256,
            "torch_dtype": "bfloat16",
        },
        "generation_config.json": {"eos_token_id": 256},
    }
    folder = Path("tiny-model")
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        (folder / name).write_text(json.dumps(content, indent=1) + "\n")
    print(f"{folder}: {', '.join(files)}")


if __name__ == "__main__":
    main()
